# Written by `npm run hcl` from the constructs; change those, not this file.

resource "terraform_data" "origin_header_blue" {
  input = uuid()

  lifecycle {
    ignore_changes = [input]
  }
}

resource "terraform_data" "origin_header_green" {
  input = uuid()

  lifecycle {
    ignore_changes = [input]
  }
}
