import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Sets one AwsSolutions finding aside for one construct (and what is in it), with the reason an auditor reads.
 * `finding` as cdk-nag prints it, without its prefix: `SMG4`, `IAM5[Resource::*]`.
 */
export function reasoned(construct: IConstruct, finding: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${finding}`, reason });
}
