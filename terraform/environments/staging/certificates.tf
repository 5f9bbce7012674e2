# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_acm_certificate" "certificates_regional" {
  domain_name               = var.domain
  subject_alternative_names = []
  validation_method         = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "certificates_validation_1" {
  allow_overwrite = true
  name            = one([for option in aws_acm_certificate.certificates_regional.domain_validation_options : option.resource_record_name if option.domain_name == var.domain])
  records = [
    one([for option in aws_acm_certificate.certificates_regional.domain_validation_options : option.resource_record_value if option.domain_name == var.domain]),
  ]
  ttl     = 300
  type    = one([for option in aws_acm_certificate.certificates_regional.domain_validation_options : option.resource_record_type if option.domain_name == var.domain])
  zone_id = aws_route53_zone.dns_zone.zone_id
}

resource "aws_acm_certificate_validation" "certificates_regional_valid" {
  certificate_arn = aws_acm_certificate.certificates_regional.arn
  depends_on      = [aws_route53_record.certificates_validation_1]
}
