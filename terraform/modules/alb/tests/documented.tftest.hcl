# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix          = "urr-prod"
  vpc_id               = "vpc-0123456789abcdef0"
  subnet_ids           = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  certificate_arn      = "arn:aws:acm:ap-northeast-2:123456789012:certificate/00000000-0000-0000-0000-000000000000"
  logs_bucket_name     = "example-a"
  origin_header_values = ["example-value-of-the-header-a", "example-value-of-the-header-b"]
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_lb.alb.load_balancer_type == "application" && !aws_lb.alb.internal
    error_message = "architecture.md 5.4: internet-facing, layer 7"
  }

  assert {
    condition     = aws_lb.alb.enable_deletion_protection
    error_message = "architecture.md 5.4: deletion protection"
  }

  assert {
    condition     = aws_lb_listener.listeners_https.port == 443
    error_message = "architecture.md 5.4: HTTPS on 443"
  }

  assert {
    condition     = aws_lb_listener.listeners_http.default_action[0].redirect[0].status_code == "HTTP_301"
    error_message = "architecture.md 5.4: HTTP redirects"
  }

  assert {
    condition     = aws_lb_target_group.gateway_group.port == 3001
    error_message = "architecture.md 5.4: the gateway on 3001"
  }

  assert {
    condition     = aws_lb_target_group.gateway_group.target_type == "ip"
    error_message = "architecture.md 5.4: targets are pods"
  }

  assert {
    condition     = aws_lb_target_group.gateway_group.health_check[0].path == "/health"
    error_message = "architecture.md 5.4: GET /health"
  }

  assert {
    condition     = aws_lb_target_group.gateway_group.health_check[0].healthy_threshold == 2
    error_message = "architecture.md 5.4: two successes"
  }

  assert {
    condition     = aws_lb_target_group.gateway_group.health_check[0].unhealthy_threshold == 3
    error_message = "architecture.md 5.4: three failures"
  }

  assert {
    condition     = aws_lb_target_group.gateway_group.stickiness[0].cookie_duration == 86400
    error_message = "architecture.md 5.4: sticky for 24 hours"
  }

  assert {
    condition     = aws_lb_target_group.gateway_group.deregistration_delay == "30"
    error_message = "architecture.md 5.4: 30 seconds to finish"
  }
}
