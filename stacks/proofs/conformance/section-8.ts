import { inSection, later, onceThere, type Passage, prodOnly, type Reading, same } from './passage.ts';
import { ofApplication } from './platform-readings.ts';
import {
  analysed,
  analysedPaths,
  blueGreen,
  rollouts as fourRollouts,
  servedBy,
  servicePort,
  stoppedByFailure,
} from './release-readings.ts';
import { asksFor, imageTags, ofWorkflow, runsInOrder } from './workflow-readings.ts';

const pipeline = inSection('8.1');
const rollouts = inSection('8.2');
const argo = inSection('8.3');
const rollback = inSection('8.4');
const workflow = (item: string, reading: Reading) => same(item, reading, true);
const FOUR = ['gateway', 'ticket', 'payment', 'queue'];
/** Something that the Rollouts of prod have. */
const released = (item: string, reading: Reading, value: unknown) =>
  onceThere(8, 'k8s/spring/overlays/prod/rollouts.yaml', prodOnly(item, reading, value));
const preview = (app: string, port: number): Passage =>
  rollouts.line(`- ${app}-preview :${port}`, released(`port of ${app}-preview`, servicePort(`${app}-preview`), port));

const application = (
  row: string,
  [staging, prod]: readonly [string, string],
  item: string,
  path: string,
  [inStaging, inProd]: readonly [unknown, unknown],
): Passage[] => [
  argo.cell(row, 'Staging', staging, { item, reading: ofApplication(path), documented: { staging: inStaging } }),
  argo.cell(row, 'Prod', prod, prodOnly(item, ofApplication(path), inProd)),
];
const STAGING = 'k8s/spring/overlays/staging';
const PROD = 'k8s/spring/overlays/prod';
const AUTOMATED = { prune: true, selfHeal: true };
const ON = ['활성화', '활성화'] as const;

/** Delivery (architecture.md 8). */
export const section8: readonly Passage[] = [
  pipeline.line(
    'Code Push (main)',
    workflow(
      'a push to main starts it',
      ofWorkflow('staging', 'what starts it', ({ on }) => JSON.stringify(on) === '{"push":{"branches":["main"]}}'),
    ),
    workflow('pull requests test what changed', runsInOrder('pull-request', 'order', /images\/changed\.ts/, /mocha/)),
  ),
  pipeline.line(
    'Service CI/CD (8개 병렬)',
    workflow(
      'the changed services side by side',
      ofWorkflow('staging', 'matrix', ({ jobs }) =>
        String(jobs['service']?.strategy?.matrix['service']).includes('needs.changed.outputs.services'),
      ),
    ),
    workflow(
      'unit and integration tests',
      runsInOrder('service', 'tests', /mocha .*--ignore '\*\*\/\*\.integration/, /mocha .*\*\.integration\.test\.ts/),
    ),
    same('tags of an image', imageTags, 3),
    workflow(
      'build for arm64',
      ofWorkflow('service', 'platforms', ({ jobs }) => JSON.stringify(jobs['image']).includes('linux/arm64')),
    ),
    same(
      'Trivy stops at',
      ofWorkflow('service', 'severity', ({ jobs }) => {
        const scan = jobs['image']?.steps.find(({ uses }) => uses?.startsWith('aquasecurity/trivy-action@'))?.with;
        return [scan?.['severity'], scan?.['exit-code']];
      }),
      ['CRITICAL,HIGH', '1'],
    ),
    workflow(
      'Kustomize tags are written and pushed, after build and scan',
      runsInOrder('service', 'order', /build-push-action/, /trivy-action/, /set-image\.sh/),
    ),
  ),
  pipeline.line(
    'Staging 배포 (ArgoCD 자동 감지)',
    later('end-to-end test with Playwright', 9, 'services/frontend'),
    later('load test with k6', 8, 'test/load'),
  ),
  pipeline.line(
    'Production 배포 (ArgoCD 자동 감지)',
    workflow(
      'approval by workflow_dispatch and environment protection',
      ofWorkflow(
        'production',
        'start and environment',
        ({ on, jobs }) =>
          Object.keys(on).join() === 'workflow_dispatch' && jobs['service']?.with['environment'] === 'prod',
      ),
    ),
    workflow(
      'the image is made in the environment that is protected',
      ofWorkflow('service', 'environment', ({ jobs }) => jobs['image']?.environment?.includes('inputs.environment')),
    ),
    released('analyses before promotion', analysed('count'), [5]),
    released('time between analyses', analysed('interval'), ['10s']),
    released('promotion by itself', blueGreen('autoPromotionEnabled'), [false]),
  ),
  rollouts.line('적용 서비스: gateway, ticket, payment, queue', released('Rollouts', fourRollouts, FOUR)),
  rollouts.line(
    '1. 새 이미지 Push → ArgoCD 감지',
    same('what Argo CD follows', ofApplication('source.targetRevision'), 'main'),
  ),
  rollouts.line(
    '2. Preview (Green) Pod 생성',
    released('preview Service in front of the new pods', servedBy('previewService'), FOUR),
  ),
  rollouts.line(
    '3. Health Analysis 실행 (GET /health × 5회)',
    released('what the analysis asks', analysedPaths, ['/health']),
    released('how often it asks', analysed('count'), [5]),
  ),
  rollouts.line(
    '4. 분석 통과 → 수동 승인 대기',
    released('waits for a person', blueGreen('autoPromotionEnabled'), [false]),
    released('promotion after a time', blueGreen('autoPromotionSeconds'), [undefined]),
  ),
  rollouts.line(
    '5. 승인 → 트래픽 Green으로 전환',
    released('the Service whose traffic moves', servedBy('activeService'), FOUR),
  ),
  rollouts.line(
    '6. 30초 후 Blue (이전 버전) 축소',
    released('seconds that old pods stay', blueGreen('scaleDownDelaySeconds'), [30]),
  ),
  rollouts.line('7. 실패 시 자동 롤백', released('stopped when the analysis fails', stoppedByFailure, FOUR)),
  preview('gateway-service', 3001),
  preview('ticket-service', 3002),
  preview('payment-service', 3003),
  preview('queue-service', 3007),
  ...application('소스 경로', [STAGING, PROD], 'source path', 'source.path', [STAGING, PROD]),
  ...application('브랜치', ['main', 'main'], 'branch', 'source.targetRevision', ['main', 'main']),
  // `automated` at all is what Argo CD calls auto sync.
  ...application('Auto Sync', ON, 'auto sync', 'syncPolicy.automated', [AUTOMATED, AUTOMATED]),
  ...application('Prune', ON, 'prune', 'syncPolicy.automated.prune', [true, true]),
  ...application('Self-Heal', ON, 'self-heal', 'syncPolicy.automated.selfHeal', [true, true]),
  rollback.line(
    'GitHub Actions rollback.yml:',
    workflow(
      'workflow rollback.yml',
      ofWorkflow('rollback', 'what starts it', ({ on }) => 'workflow_dispatch' in on),
    ),
  ),
  rollback.line(
    '서비스 선택 → 이미지 태그 입력 → 환경 선택 (prod)',
    same('asks for', asksFor('rollback'), ['service', 'image-tag', 'environment']),
  ),
  rollback.line(
    '→ Kustomize 이미지 태그 롤백 → Git Push → ArgoCD 동기화',
    workflow('writes the tag and pushes', runsInOrder('rollback', 'order', /describe-images/, /set-image\.sh/)),
  ),
];
