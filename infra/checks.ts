import { type App, CfnResource, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { type Acknowledgement, acknowledgements } from './acknowledgements.ts';

const covers = ({ type, paths }: Acknowledgement['on'], resource: CfnResource, path: string): boolean =>
  resource.cfnResourceType === type && (paths instanceof RegExp ? paths.test(path) : paths.includes(path));

/**
 * Has every resource looked at by the rule packs at synthesis, and acknowledges what was decided otherwise, on the very
 * resources that the decision is about. `prefix` is what every stack's id begins with in this stage.
 */
export const addChecks = (app: App, prefix: string): void => {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const resources = app.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
  for (const { rule, on, reason, owner, until } of acknowledgements) {
    const id = rule.replaceAll('{stage}', prefix);
    for (const resource of resources) {
      const path = resource.node.path.slice(prefix.length);
      if (covers(on, resource, path)) {
        Validations.of(resource).acknowledge({ id, reason: `${reason} [${owner}, until ${until}]` });
      }
    }
  }
};
