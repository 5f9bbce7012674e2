import { inSection, later, type Passage } from './passage.ts';

const pipeline = inSection('8.1');
const rollouts = inSection('8.2');
const argo = inSection('8.3');
const rollback = inSection('8.4');
const WORKFLOWS = '.github/workflows/deploy.yml';
const ci = (item: string) => later(item, 8, WORKFLOWS);

const application = (row: string, staging: string, prod: string, item: string): Passage[] => [
  argo.cell(row, 'Staging', staging, later(`${item} of staging`)),
  argo.cell(row, 'Prod', prod, later(`${item} of prod`)),
];

/** Delivery (architecture.md 8): issue 8. */
export const section8: readonly Passage[] = [
  pipeline.line('Code Push (main)', ci('a push to main starts it'), ci('pull requests test what changed')),
  pipeline.line(
    'Service CI/CD (8개 병렬)',
    ci('eight services side by side'),
    ci('unit and integration tests'),
    ci('images with 3 tags'),
    ci('Trivy for CRITICAL and HIGH'),
    ci('Kustomize tags are written and pushed'),
  ),
  pipeline.line('Staging 배포 (ArgoCD 자동 감지)', ci('end-to-end test with Playwright'), ci('load test with k6')),
  pipeline.line(
    'Production 배포 (ArgoCD 자동 감지)',
    ci('approval by workflow_dispatch and environment protection'),
    later('5 analyses every 10 s'),
    later('autoPromotionEnabled false'),
  ),
  rollouts.line('적용 서비스: gateway, ticket, payment, queue', later('four Rollouts')),
  rollouts.line('1. 새 이미지 Push → ArgoCD 감지', later('Argo CD sees a new image')),
  rollouts.line('2. Preview (Green) Pod 생성', later('preview pods')),
  rollouts.line('3. Health Analysis 실행 (GET /health × 5회)', later('GET /health five times')),
  rollouts.line('4. 분석 통과 → 수동 승인 대기', later('waits for a person')),
  rollouts.line('5. 승인 → 트래픽 Green으로 전환', later('approval moves traffic')),
  rollouts.line('6. 30초 후 Blue (이전 버전) 축소', later('old pods stay 30 s')),
  rollouts.line('7. 실패 시 자동 롤백', later('failure goes back')),
  rollouts.line('- gateway-service-preview :3001', later('gateway-service-preview on 3001')),
  rollouts.line('- ticket-service-preview :3002', later('ticket-service-preview on 3002')),
  rollouts.line('- payment-service-preview :3003', later('payment-service-preview on 3003')),
  rollouts.line('- queue-service-preview :3007', later('queue-service-preview on 3007')),
  ...application('소스 경로', 'k8s/spring/overlays/staging', 'k8s/spring/overlays/prod', 'source path'),
  ...application('브랜치', 'main', 'main', 'branch'),
  ...application('Auto Sync', '활성화', '활성화', 'auto sync'),
  ...application('Prune', '활성화', '활성화', 'prune'),
  ...application('Self-Heal', '활성화', '활성화', 'self-heal'),
  rollback.line('GitHub Actions rollback.yml:', later('workflow rollback.yml', 8, '.github/workflows/rollback.yml')),
  rollback.line(
    '서비스 선택 → 이미지 태그 입력 → 환경 선택 (prod)',
    later('asks for service, tag and environment', 8, '.github/workflows/rollback.yml'),
  ),
  rollback.line(
    '→ Kustomize 이미지 태그 롤백 → Git Push → ArgoCD 동기화',
    later('writes the tag and pushes', 8, '.github/workflows/rollback.yml'),
  ),
];
