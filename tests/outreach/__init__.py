"""How is somebody reached who does not ask for help, and who acts beside us?"""
