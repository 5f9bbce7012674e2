import { Fn, Op, Token } from 'cdktf';

/** Memory that the kubelet and the container runtime keep with this many pod slots (amazon-eks-ami: 255 MiB + 11 for each slot). */
function reservedMemory(maxPodsPerNode: number): string {
  return Token.isUnresolved(maxPodsPerNode)
    ? Token.asString(Fn.format('%dMi', [Op.add(255, Op.mul(11, maxPodsPerNode))]))
    : `${255 + 11 * maxPodsPerNode}Mi`;
}

const HEAD =
  'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="//"\n\n--//\nContent-Type: application/node.eks.aws\n\n';
const END = '\n--//--\n';

/**
 * User data of a node for nodeadm (Amazon Linux 2023), base64. With prefix delegation EKS sets 110 slots on every node
 * below 30 vCPU, and newer images reserve memory for all 110: 1.4 GiB of a t3.small's 2. So the slots are set, and the
 * reservation is written down beside them instead of being left to the image (awslabs/amazon-eks-ami #1698, #2580).
 */
export function nodeUserData(maxPodsPerNode: number): string {
  // Keys in the order of Terraform's jsonencode, so that both ways give the same bytes.
  const nodeConfig = {
    apiVersion: 'node.eks.aws/v1alpha1',
    kind: 'NodeConfig',
    spec: {
      kubelet: {
        config: {
          // 70m is nodeadm's own share of two cores; a map given here stands for the whole of it.
          kubeReserved: { cpu: '70m', 'ephemeral-storage': '1Gi', memory: reservedMemory(maxPodsPerNode) },
          maxPods: maxPodsPerNode,
        },
      },
    },
  };
  return Token.isUnresolved(maxPodsPerNode)
    ? Fn.base64encode(Fn.join('', [Fn.rawString(HEAD), Fn.jsonencode(nodeConfig), Fn.rawString(END)]))
    : Buffer.from(HEAD + JSON.stringify(nodeConfig) + END).toString('base64');
}
