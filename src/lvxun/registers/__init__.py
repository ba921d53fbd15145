"""What a register is: its declaration, what a record may hold, how it moves, what is due. Pure, no Django."""
