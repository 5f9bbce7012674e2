# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_route53_record" "names_a_1" {
  name    = var.domain
  type    = "A"
  zone_id = aws_route53_zone.dns_zone.zone_id

  alias {
    evaluate_target_health = true
    name                   = module.alb.alb_dns_name
    zone_id                = module.alb.alb_zone_id
  }
}

resource "aws_route53_record" "names_aaaa_1" {
  name    = var.domain
  type    = "AAAA"
  zone_id = aws_route53_zone.dns_zone.zone_id

  alias {
    evaluate_target_health = true
    name                   = module.alb.alb_dns_name
    zone_id                = module.alb.alb_zone_id
  }
}
