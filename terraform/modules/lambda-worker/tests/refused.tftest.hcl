# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  runtime                         = "nodejs22.x"
  name_prefix                     = "urr-prod"
  vpc_id                          = "vpc-0123456789abcdef0"
  subnet_ids                      = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  role_arn                        = "arn:aws:iam::123456789012:role/role-arn"
  queue_arn                       = "arn:aws:sqs:ap-northeast-2:123456789012:example"
  bundle                          = "../../bundles/ticketWorker.zip"
  environment_database_host       = "www.example.com"
  environment_database_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
  environment_redis_host          = "www.example.com"
  environment_redis_secret_arn    = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
  environment_max_receive_count   = "3"
  environment_node_extra_ca_certs = "/var/runtime/ca-cert.pem"
  alarm_topic_arn                 = "arn:aws:sns:ap-northeast-2:123456789012:alarms"
  environment_key_arn             = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  logs_key_arn                    = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "refuses_concurrency_in_range" {
  command = plan

  variables {
    concurrency = -1
  }

  expect_failures = [var.concurrency]
}

run "refuses_batch_in_range" {
  command = plan

  variables {
    batch_size = -1
  }

  expect_failures = [var.batch_size]
}

run "refuses_runtime_is_node" {
  command = plan

  variables {
    runtime = "no such thing!"
  }

  expect_failures = [var.runtime]
}
