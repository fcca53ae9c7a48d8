from collections import Counter
def fewest(world, mode, run, edited):
    return Counter({"x":1})
