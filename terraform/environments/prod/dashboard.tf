# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_cloudwatch_dashboard" "dashboard" {
  dashboard_body = jsonencode({
    widgets = [
      {
        type   = "alarm"
        x      = 0
        y      = 0
        width  = 24
        height = 4
        properties = {
          title = "Alarms"
          alarms = [
            module.rds.cpu_alarm_arn,
            module.rds.storage_alarm_arn,
            module.rds.memory_alarm_arn,
            module.rds.connections_alarm_arn,
            module.rds.proxy_log_in_alarm_arn,
            module.rds.proxy_wait_alarm_arn,
            module.elasticache.memory_alarm_001_alarm_arn,
            module.elasticache.evictions_alarm_001_alarm_arn,
            module.elasticache.cpu_alarm_001_alarm_arn,
            module.elasticache.replication_alarm_001_alarm_arn,
            module.elasticache.memory_alarm_002_alarm_arn,
            module.elasticache.evictions_alarm_002_alarm_arn,
            module.elasticache.cpu_alarm_002_alarm_arn,
            module.elasticache.replication_alarm_002_alarm_arn,
            module.msk.controller_alarm_arn,
            module.msk.offline_partitions_alarm_arn,
            module.msk.disk_alarm_1_alarm_arn,
            module.msk.disk_alarm_2_alarm_arn,
            module.data_setup.rotation_alarm_arn,
            module.sqs.dead_letters_alarm_arn,
            module.sqs.message_age_alarm_arn,
            module.lambda_worker.errors_alarm_arn,
            module.lambda_worker.duration_alarm_arn,
            module.lambda_worker.throttles_alarm_arn,
            module.lambda_vwr.api_5xx_alarm_arn,
            module.lambda_vwr.api_latency_alarm_arn,
            module.lambda_vwr.api_errors_alarm_arn,
            module.lambda_vwr.api_throttles_alarm_arn,
            module.lambda_vwr.advancer_errors_alarm_arn,
            module.lambda_vwr.advancer_heartbeat_alarm_arn,
          ]
        }
      },
      {
        type       = "metric"
        x          = 0
        y          = 4
        width      = 8
        height     = 6
        properties = { title = "${var.name_prefix}-postgres-cpu", region = "ap-northeast-2", annotations = { alarms = [module.rds.cpu_alarm_arn] } }
      },
      {
        type       = "metric"
        x          = 8
        y          = 4
        width      = 8
        height     = 6
        properties = { title = "${var.name_prefix}-postgres-free-storage", region = "ap-northeast-2", annotations = { alarms = [module.rds.storage_alarm_arn] } }
      },
      {
        type       = "metric"
        x          = 16
        y          = 4
        width      = 8
        height     = 6
        properties = { title = "${var.name_prefix}-postgres-free-memory", region = "ap-northeast-2", annotations = { alarms = [module.rds.memory_alarm_arn] } }
      },
      {
        type   = "metric"
        x      = 0
        y      = 10
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-postgres-connections"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.rds.connections_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 10
        width  = 8
        height = 6
        properties = {
          title       = "${module.rds.proxy_name}-cannot-connect"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.rds.proxy_log_in_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 10
        width  = 8
        height = 6
        properties = {
          title       = "${module.rds.proxy_name}-borrow-latency"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.rds.proxy_wait_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 16
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-redis-001-memory"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.elasticache.memory_alarm_001_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 16
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-redis-001-evictions"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.elasticache.evictions_alarm_001_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 16
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-redis-001-cpu"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.elasticache.cpu_alarm_001_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 22
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-redis-001-replication-lag"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.elasticache.replication_alarm_001_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 22
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-redis-002-memory"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.elasticache.memory_alarm_002_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 22
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-redis-002-evictions"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.elasticache.evictions_alarm_002_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 28
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-redis-002-cpu"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.elasticache.cpu_alarm_002_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 28
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-redis-002-replication-lag"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.elasticache.replication_alarm_002_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 28
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-kafka-active-controller"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.msk.controller_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 34
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-kafka-offline-partitions"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.msk.offline_partitions_alarm_arn] }
        }
      },
      {
        type       = "metric"
        x          = 8
        y          = 34
        width      = 8
        height     = 6
        properties = { title = "${var.name_prefix}-kafka-disk-1", region = "ap-northeast-2", annotations = { alarms = [module.msk.disk_alarm_1_alarm_arn] } }
      },
      {
        type       = "metric"
        x          = 16
        y          = 34
        width      = 8
        height     = 6
        properties = { title = "${var.name_prefix}-kafka-disk-2", region = "ap-northeast-2", annotations = { alarms = [module.msk.disk_alarm_2_alarm_arn] } }
      },
      {
        type   = "metric"
        x      = 0
        y      = 40
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-redis-rotation-errors"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.data_setup.rotation_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 40
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-ticket-events-dead-letters"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.sqs.dead_letters_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 40
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-ticket-events-message-age"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.sqs.message_age_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 46
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-ticket-worker-errors"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.lambda_worker.errors_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 46
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-ticket-worker-duration"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.lambda_worker.duration_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 46
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-ticket-worker-throttles"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.lambda_worker.throttles_alarm_arn] }
        }
      },
      {
        type       = "metric"
        x          = 0
        y          = 52
        width      = 8
        height     = 6
        properties = { title = "${var.name_prefix}-vwr-api-5xx", region = "ap-northeast-2", annotations = { alarms = [module.lambda_vwr.api_5xx_alarm_arn] } }
      },
      {
        type   = "metric"
        x      = 8
        y      = 52
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-vwr-api-latency"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.lambda_vwr.api_latency_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 52
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-vwr-api-errors"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.lambda_vwr.api_errors_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 58
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-vwr-api-throttles"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.lambda_vwr.api_throttles_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 58
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-vwr-advancer-errors"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.lambda_vwr.advancer_errors_alarm_arn] }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 58
        width  = 8
        height = 6
        properties = {
          title       = "${var.name_prefix}-vwr-advancer-heartbeat"
          region      = "ap-northeast-2"
          annotations = { alarms = [module.lambda_vwr.advancer_heartbeat_alarm_arn] }
        }
      },
    ]
  })
  dashboard_name = var.name_prefix
}
