import type { Construct } from 'constructs';
import type { Env as OfficialEnv } from '#functions/placements/official-http/env.ts';
import type { Env as PublicEnv } from '#functions/placements/public-http/env.ts';
import { door } from '../constructs/function.ts';
import type { Capability, House } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

/** What a scan comes to: the door reads the placement whose id it is given and counts on it, and lists none. */
const addPublic = (scope: Construct, { platform, data, gateway }: House): void => {
  const { intake } = data.tables;
  const publicHttp = door<PublicEnv>(scope, platform, {
    door: 'placements/public-http',
    environment: { INTAKE_TABLE: intake.name },
    errorImpact: 'Whoever scans a code of a poster gets an error instead of the page.',
    runbook: 'placements-public-http',
  });
  intake.grant(publicHttp, ['get', 'update'], ['PLACEMENT#']);
  new HttpDoor(scope, gateway, publicHttp);
};

/** Where codes hang (幸福码点位), for the public that scans them and for the officials who put them up. */
export const placements: Capability = (scope, house) => {
  const { platform, data, gateway } = house;
  const { intake } = data.tables;
  addPublic(scope, house);
  const officialHttp = door<OfficialEnv>(scope, platform, {
    door: 'placements/official-http',
    environment: {
      INTAKE_TABLE: intake.name,
      OFFICIALS_SECRET: data.secrets.officials.arn,
      PAGES_URL: pagesUrl(house),
    },
    errorImpact: 'Officials cannot make, print or switch off a code; those that hang go on working.',
    runbook: 'placements-official-http',
  });
  intake.grant(officialHttp, ['get', 'put'], ['PLACEMENT#', 'COUNTY#', 'IDEM#']);
  intake.grant(officialHttp, ['batch-get', 'update'], ['PLACEMENT#']);
  intake.grant(officialHttp, ['query'], ['COUNTY#']);
  data.secrets.officials.grantRead(officialHttp);
  new HttpDoor(scope, gateway, officialHttp);
  return undefined;
};

/** A poster outlives a deployment: the stage's own name where it has one, else the API's; the local cloud has neither. */
const pagesUrl = ({ platform: { config }, gateway }: House): string => {
  if (config.domain !== undefined) return `https://${config.domain.name}`;
  return config.name === 'local' ? 'request' : gateway.api.attrApiEndpoint;
};
