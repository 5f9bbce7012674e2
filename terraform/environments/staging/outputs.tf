# Written by `npm run hcl` from the constructs; change those, not this file.
# Nobody reads anything of it.
