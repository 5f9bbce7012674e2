/** User and group of every process of ours (architecture.md 3.4). */
const USER = 1000;

/**
 * architecture.md 3.4 on the pod, with what the standard `restricted` of Kubernetes asks for besides.
 * @param user of an image that insists on another one than 1000
 */
export const podSecurity = (user = USER) => ({
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: user,
  fsGroup: user,
  seccompProfile: { type: 'RuntimeDefault' },
});

/** The part that Kubernetes takes on containers only; files are written to volumes, never to the image. */
export const containerSecurity = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
} as const;

/** A place for temporary files, because the root file system is read-only. */
export const temporary = {
  volume: { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
  mount: { name: 'tmp', mountPath: '/tmp' },
} as const;
