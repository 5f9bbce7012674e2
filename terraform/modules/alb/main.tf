# Written by `npm run hcl` from the constructs; change those, not this file.
#
# The internet-facing load balancer with its listeners and two target groups (architecture.md 5.4). Two security
# groups, one per port: the prefix list of CloudFront fills 55 of the 60 rules of a group (ruling A6).

resource "aws_security_group" "security_group_https" {
  description = "Load balancer, port 443"
  name        = "${var.name_prefix}-alb-https"
  tags        = { Name = "${var.name_prefix}-alb-https" }
  vpc_id      = var.vpc_id
}

resource "aws_security_group" "security_group_http" {
  description = "Load balancer, port 80"
  name        = "${var.name_prefix}-alb-http"
  tags        = { Name = "${var.name_prefix}-alb-http" }
  vpc_id      = var.vpc_id
}

resource "aws_lb" "alb" {
  desync_mitigation_mode     = "defensive"
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
  internal                   = false
  load_balancer_type         = "application"
  name                       = "${var.name_prefix}-alb"
  security_groups            = [aws_security_group.security_group_https.id, aws_security_group.security_group_http.id]
  subnets                    = var.subnet_ids
  tags                       = { Name = "${var.name_prefix}-alb" }

  access_logs {
    bucket  = var.logs_bucket_name
    enabled = true
    prefix  = "alb"
  }

  depends_on = [var.wait_for]
}

resource "aws_lb_target_group" "gateway_group" {
  deregistration_delay = var.deregistration_delay_seconds
  name                 = "${var.name_prefix}-gateway-${substr(sha256(join("|", ["3001", "HTTP", "HTTP1", "ip", var.vpc_id])), 0, 6)}"
  port                 = 3001
  protocol             = "HTTP"
  protocol_version     = "HTTP1"
  tags                 = { Name = "${var.name_prefix}-gateway" }
  target_type          = "ip"
  vpc_id               = var.vpc_id

  health_check {
    healthy_threshold   = var.healthy_threshold
    interval            = var.health_check_interval_seconds
    matcher             = "200"
    path                = var.health_check_path
    port                = "traffic-port"
    protocol            = "HTTP"
    timeout             = var.health_check_timeout_seconds
    unhealthy_threshold = var.unhealthy_threshold
  }

  stickiness {
    cookie_duration = var.stickiness_seconds
    enabled         = true
    type            = "lb_cookie"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_target_group" "frontend_group" {
  deregistration_delay = var.deregistration_delay_seconds
  name                 = "${var.name_prefix}-frontend-${substr(sha256(join("|", ["3000", "HTTP", "HTTP1", "ip", var.vpc_id])), 0, 6)}"
  port                 = 3000
  protocol             = "HTTP"
  protocol_version     = "HTTP1"
  tags                 = { Name = "${var.name_prefix}-frontend" }
  target_type          = "ip"
  vpc_id               = var.vpc_id

  health_check {
    healthy_threshold   = var.healthy_threshold
    interval            = var.health_check_interval_seconds
    matcher             = "200"
    path                = var.health_check_path
    port                = "traffic-port"
    protocol            = "HTTP"
    timeout             = var.health_check_timeout_seconds
    unhealthy_threshold = var.unhealthy_threshold
  }

  stickiness {
    cookie_duration = var.stickiness_seconds
    enabled         = true
    type            = "lb_cookie"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_listener" "listeners_https" {
  certificate_arn   = var.certificate_arn
  load_balancer_arn = aws_lb.alb.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.ssl_policy

  default_action {
    type             = nonsensitive(length(var.origin_header_values) > 0) ? "fixed-response" : "forward"
    target_group_arn = nonsensitive(length(var.origin_header_values) > 0) ? null : aws_lb_target_group.frontend_group.arn

    dynamic "fixed_response" {
      for_each = nonsensitive(length(var.origin_header_values) > 0) ? [1] : []

      content {
        content_type = "text/plain"
        message_body = "Forbidden"
        status_code  = "403"
      }
    }
  }
}

resource "aws_lb_listener" "listeners_http" {
  load_balancer_arn = aws_lb.alb.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener_rule" "listeners_api" {
  listener_arn = aws_lb_listener.listeners_https.arn
  priority     = 10
  tags         = { Name = "api" }

  action {
    target_group_arn = aws_lb_target_group.gateway_group.arn
    type             = "forward"
  }

  condition {
    path_pattern {
      values = ["/api/*", "/health"]
    }
  }

  dynamic "condition" {
    for_each = nonsensitive(length(var.origin_header_values) > 0) ? [1] : []

    content {
      http_header {
        http_header_name = "X-Custom-Header"
        values           = [var.origin_header_values[0], var.origin_header_values[1]]
      }
    }
  }
}

resource "aws_lb_listener_rule" "listeners_pages" {
  count        = nonsensitive(length(var.origin_header_values) > 0) ? 1 : 0
  listener_arn = aws_lb_listener.listeners_https.arn
  priority     = 20
  tags         = { Name = "pages" }

  action {
    target_group_arn = aws_lb_target_group.frontend_group.arn
    type             = "forward"
  }

  condition {
    http_header {
      http_header_name = "X-Custom-Header"
      values           = [var.origin_header_values[0], var.origin_header_values[1]]
    }
  }
}
