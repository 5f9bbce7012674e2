# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_route53_zone" "dns_zone" {
  comment       = "URR: tickets"
  force_destroy = false
  name          = var.domain
}
