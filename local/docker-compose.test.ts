import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { clusterId, kafkaImage } from './engines/kafka.ts';
import { composeUrl as postgresUrl } from './engines/postgres.ts';
import { composeUrl as redisUrl } from './engines/redis.ts';
import { projectRoot } from './project-paths.ts';

interface Compose {
  services: Record<
    string,
    {
      image: string;
      ports: string[];
      environment?: Record<string, string | number>;
      command?: string[];
      healthcheck: { test: string[] };
    }
  >;
  volumes: Record<string, null>;
}

const file = path.join(projectRoot, 'docker-compose.yml');
const compose = parse(readFileSync(file, 'utf8')) as Compose;

/** `docker compose config` needs no engine, only the plugin. */
function hasComposePlugin(): boolean {
  try {
    execFileSync('docker', ['compose', 'version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('docker-compose.yml', () => {
  it('has the documented engines in the documented versions', () => {
    expect(Object.keys(compose.services)).to.deep.equal(['postgres', 'redis', 'kafka', 'sqs', 'dynamodb', 'zipkin']);
    expect(compose.services.postgres!.image).to.equal('postgres:16.4');
    expect(compose.services.redis!.image).to.match(/^redis:7/);
    expect(compose.services.kafka!.image).to.equal(kafkaImage);
  });

  it('is reachable from this machine only, on the documented ports', () => {
    const published = Object.entries(compose.services).flatMap(([name, { ports }]) =>
      ports.map((port) => [name, port]),
    );

    expect(published).to.deep.equal([
      ['postgres', '127.0.0.1:5432:5432'],
      ['redis', '127.0.0.1:6379:6379'],
      ['kafka', '127.0.0.1:9092:9092'],
      ['sqs', '127.0.0.1:9324:9324'],
      ['dynamodb', '127.0.0.1:8000:8000'],
      ['zipkin', '127.0.0.1:9411:9411'],
    ]);
  });

  it('says of every engine how to tell that it is up', () => {
    for (const [name, { healthcheck }] of Object.entries(compose.services)) {
      expect(healthcheck.test.length, name).to.be.greaterThan(1);
    }
  });

  it('carries the marks by which npm start knows these engines for its own', () => {
    const { POSTGRES_USER: user, POSTGRES_PASSWORD: password } = compose.services.postgres!.environment!;

    expect(postgresUrl).to.equal(`postgres://${user}:${password}@127.0.0.1:5432/postgres`);
    expect(redisUrl).to.equal(`redis://:${compose.services.redis!.command![2]}@127.0.0.1:6379`);
    expect(compose.services.kafka!.environment!.CLUSTER_ID).to.equal(clusterId);
  });

  it('is accepted by docker compose config, where the plugin is installed', () => {
    // Without the plugin the parse above and the references below are what can be checked.
    const declared = Object.keys(compose.volumes);
    if (hasComposePlugin()) execFileSync('docker', ['compose', '--file', file, 'config', '--quiet']);

    expect(declared).to.deep.equal(['postgres', 'redis', 'kafka']);
  });
});
