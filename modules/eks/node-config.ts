/** MiB that the kubelet and the container runtime keep for themselves with this many pod slots (amazon-eks-ami: 255 + 11 for each slot). */
function reservedMemoryMib(maxPodsPerNode: number): number {
  return 255 + 11 * maxPodsPerNode;
}

/**
 * User data of a node for nodeadm (Amazon Linux 2023), base64. With prefix delegation EKS sets 110 slots on every node
 * below 30 vCPU, and newer images reserve memory for all 110: 1.4 GiB of a t3.small's 2. So the slots are set, and the
 * reservation is written down beside them instead of being left to the image (awslabs/amazon-eks-ami #1698, #2580).
 */
export function nodeUserData(maxPodsPerNode: number): string {
  const nodeConfig = {
    apiVersion: 'node.eks.aws/v1alpha1',
    kind: 'NodeConfig',
    spec: {
      kubelet: {
        config: {
          maxPods: maxPodsPerNode,
          // 70m is nodeadm's own share of two cores; a map given here stands for the whole of it.
          kubeReserved: {
            cpu: '70m',
            memory: `${reservedMemoryMib(maxPodsPerNode)}Mi`,
            'ephemeral-storage': '1Gi',
          },
        },
      },
    },
  };
  return Buffer.from(
    [
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="//"',
      '',
      '--//',
      'Content-Type: application/node.eks.aws',
      '',
      JSON.stringify(nodeConfig),
      '--//--',
      '',
    ].join('\n'),
  ).toString('base64');
}
