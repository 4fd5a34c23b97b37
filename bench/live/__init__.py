"""By which ways does a message reach open pages, and how is each served in a process of its own?"""
