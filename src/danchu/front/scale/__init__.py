"""A whole made-up province, as large as the real one, to see how the house bears it.

`build.province` is the way in. What is few (people, plans, lists, pointers) is made by the rooms'
own acts; what is many (papers, duties, the trail) is written as the rows those acts would have
left, which tests compare column by column.
"""
