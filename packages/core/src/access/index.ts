export * from './admin-separation.ts';
export * from './audit-chain.ts';
export * from './password.policy.ts';
export * from './permission.ts';
export * from './scope.ts';
export * from './sign-in.policy.ts';
