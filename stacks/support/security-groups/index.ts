export { SecurityGroupRules } from './security-groups.ts';
