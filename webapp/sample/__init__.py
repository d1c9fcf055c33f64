"""The sample: the plan of Đồng Nai for 2024, with believable bodies and invented people.

Names of bodies, days and symbols of papers are facts of the plan 73-KH/BTCTU; every sentence is
in words of our own and no person in it is real. Only the commands load it, never the program.
"""
