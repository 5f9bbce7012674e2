import type { DatabaseName } from '../../../services/registry.ts';
import { databasesMade, parameter, proxySignIn } from './data-readings.ts';
import { deviates, each, inSection, type Passage, prodOnly, same } from './passage.ts';
import { cidrsOf, count, reading, subnetsOf, the } from './readings.ts';
import { ofServices } from './service-readings.ts';

const rds = inSection('5.1');
const server = (path: string) => the('aws_db_instance', path);
const database = (name: DatabaseName, holds: string): Passage =>
  rds.line(
    `- ${name} — ${holds}`,
    same(
      `${name} is made by the set-up function`,
      reading(databasesMade.from, (built) => {
        const made = databasesMade.of(built);
        return Array.isArray(made) && made.includes(name);
      }),
      true,
    ),
  );

/** The database (architecture.md 5.1). */
export const section5Database: readonly Passage[] = [
  ...rds.pair(
    '엔진',
    ['PostgreSQL 16.4', 'PostgreSQL 16.4'],
    same('engine', server('engine'), 'postgres'),
    deviates(same('version', server('engine_version'), '16.4'), 'A3', '16'),
  ),
  ...rds.pair('인스턴스', ['db.t4g.micro', 'db.t4g.micro'], same('class', server('instance_class'), 'db.t4g.micro')),
  ...rds.pair(
    '스토리지',
    ['50 GB gp3 (최대 100GB)', '20 GB gp3'],
    each('storage in GB', server('allocated_storage'), 50, 20),
    same('storage type', server('storage_type'), 'gp3'),
    each('most storage in GB', server('max_allocated_storage'), 100, undefined),
  ),
  ...rds.pair('Multi-AZ', ['활성화', '비활성화'], each('Multi-AZ', server('multi_az'), true, false)),
  ...rds.pair(
    '삭제 보호',
    ['활성화', '비활성화'],
    each('deletion protection', server('deletion_protection'), true, false),
  ),
  ...rds.pair('백업 보관', ['7일', '7일'], same('days of backups', server('backup_retention_period'), 7)),
  ...rds.pair(
    '서브넷',
    ['DB 서브넷 (격리)', 'DB 서브넷'],
    each(
      'subnets',
      cidrsOf('aws_db_subnet_group', 'subnet_ids'),
      subnetsOf('database', 'prod'),
      subnetsOf('database', 'staging'),
    ),
  ),
  rds.line(
    '데이터베이스 5개 (단일 RDS 인스턴스):',
    same(
      'databases',
      ofServices('databases', (all) => new Set(all.flatMap((one) => one.database?.name ?? [])).size),
      5,
    ),
    same('servers', count('aws_db_instance'), 1),
  ),
  database('ticket_db', '이벤트, 공연, 좌석, 예매'),
  database('auth_db', '사용자, 인증'),
  database('payment_db', '결제'),
  database('stats_db', '통계'),
  database('community_db', '커뮤니티, 리뷰'),
  rds.line(
    '- App 서브넷에 위치 (EKS 노드와 같은 서브넷)',
    prodOnly('subnets of the proxy', cidrsOf('aws_db_proxy', 'vpc_subnet_ids'), ['10.0.10.0/24', '10.0.11.0/24']),
  ),
  rds.line(
    '- 커넥션 풀링: max 100%, idle 50%',
    prodOnly(
      'most connections in percent',
      the('aws_db_proxy_default_target_group', 'connection_pool_config.max_connections_percent'),
      100,
    ),
    prodOnly(
      'most idle in percent',
      the('aws_db_proxy_default_target_group', 'connection_pool_config.max_idle_connections_percent'),
      50,
    ),
  ),
  rds.line('- 인증: Secrets Manager', prodOnly('proxy signs in', proxySignIn, ['SECRETS', 'a secret for each'])),
  rds.line('- TLS 필수', prodOnly('proxy demands TLS', the('aws_db_proxy', 'require_tls'), true)),
  rds.line(
    '- Performance Insights 활성화 (7일)',
    same('Performance Insights', server('performance_insights_enabled'), true),
    same('days of Performance Insights', server('performance_insights_retention_period'), 7),
  ),
  rds.line('- Enhanced Monitoring 60초 간격', same('seconds between samples', server('monitoring_interval'), 60)),
  rds.line(
    '- Slow Query Log (1초 이상 쿼리 기록)',
    same('slow queries from ms', parameter('log_min_duration_statement'), '1000'),
  ),
  rds.line(
    '- CloudWatch Logs Export (postgresql, upgrade)',
    same('exported logs', server('enabled_cloudwatch_logs_exports'), ['postgresql', 'upgrade']),
  ),
];
