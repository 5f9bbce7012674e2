# Written by `npm run hcl` from the constructs; change those, not this file.

plugin "terraform" {
  enabled = true
  preset  = "all"
}
