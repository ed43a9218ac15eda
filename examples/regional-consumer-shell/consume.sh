#!/usr/bin/env bash
# A region's own consumer in shell: the AWS CLI, curl and jq, and nothing of this project.
#   consume.sh --endpoints .local/endpoints.json --region 330100 [--ledger FILE] [--once]
set -euo pipefail

ENDPOINTS=.local/endpoints.json REGION='' LEDGER='' ONCE=''
while [ $# -gt 0 ]; do
  case "$1" in
    --endpoints) ENDPOINTS=$2; shift 2 ;;
    --region) REGION=$2; shift 2 ;;
    --ledger) LEDGER=$2; shift 2 ;;
    --once) ONCE=yes; shift ;;
    *) echo "unknown option: $1" >&2; exit 2 ;;
  esac
done
[ -n "$REGION" ] || { echo 'say which region: --region 330100' >&2; exit 2; }
for tool in aws curl jq; do
  command -v "$tool" >/dev/null || { echo "$tool is not installed" >&2; exit 2; }
done
LEDGER=${LEDGER:-ledger-$REGION.tsv}
touch "$LEDGER"

setting() { jq -er --arg region "$REGION" "$1" "$ENDPOINTS"; }
API=$(setting .api) ISSUER=$(setting .issuer) QUEUE=$(setting '.queues[$region]')
CLIENT=$(setting '.consumers[$region].clientId') SECRET=$(setting '.consumers[$region].clientSecret')
AWS_ACCESS_KEY_ID=$(setting '.consumers[$region].accessKeyId')
AWS_SECRET_ACCESS_KEY=$(setting '.consumers[$region].secretAccessKey')
AWS_DEFAULT_REGION=$(setting .region)
export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_DEFAULT_REGION
# By option and not by AWS_ENDPOINT_URL, which version 1 of the CLI does not heed for queues. On AWS itself there is none.
SQS=(aws)
if ENDPOINT=$(setting .aws); then SQS+=(--endpoint-url "$ENDPOINT"); fi
SQS+=(sqs)

# Secrets go to curl by its standard input: a command line is seen by every user of the machine.
token() {
  printf 'user = "%s:%s"\n' "$CLIENT" "$SECRET" |
    curl --silent --fail --config - --data grant_type=client_credentials "$ISSUER/token" | jq -er .access_token
}
TOKEN=$(token) TOKEN_AT=$SECONDS
renew() { [ $((SECONDS - TOKEN_AT)) -lt 600 ] || { TOKEN=$(token) && TOKEN_AT=$SECONDS; }; }

# Asks the API; the answer is a line of JSON, then a line with the status.
ask() {
  printf 'header = "authorization: Bearer %s"\n' "$TOKEN" |
    curl --silent --config - --write-out '\n%{http_code}' "$@"
}

known() { grep -qF "message=$1	" "$LEDGER"; }
# The newest version that was dealt with, 0 for none.
version_of() { awk -F'\t' -v s="subject=$1" '$2 == s { sub("version=", "", $3); if ($3 + 0 > v) v = $3 + 0 } END { print v + 0 }' "$LEDGER"; }

# An answer about the order itself. Any other (not signed in, not allowed, too many, a fault) says nothing of the order.
settled() { case "$1" in 200 | 404 | 409) ;; *) echo "answered $1" >&2; return 1 ;; esac; }

# Takes an order up if nobody did. Its present state decides, not the message; the key of the step follows from the order,
# so that doing it again changes nothing. Status 1: nothing was settled; the message stays and comes again.
take_up() {
  local answer status state
  answer=$(ask "$API/v1/work-orders/$1") || return 1
  status=${answer##*$'\n'}
  settled "$status" || return 1
  if [ "$status" != 200 ]; then echo "not read: $status"; return 0; fi
  state=$(jq -r .state <<<"${answer%$'\n'*}")
  if [ "$state" != issued ]; then echo "is $state already"; return 0; fi
  answer=$(ask --request POST --header 'content-type: application/json' --header "idempotency-key: regional-accept-$1" \
    --data '{}' "$API/v1/work-orders/$1/acceptance") || return 1
  status=${answer##*$'\n'}
  settled "$status" || return 1
  if [ "$status" = 200 ]; then echo accepted; else echo "not accepted: $status"; fi
}

# One message. Status 1: it stays on the queue, and ends in its dead-letter queue if it never works.
handle() {
  local fields message type subject version state did
  fields=$(jq -er 'select(.source == "low-income-net") | .detail
    | [.id, .type, .subject.id, .version, (.data.state // "")] | select(all(.[]; . != null)) | @tsv' <<<"$1" 2>/dev/null) ||
    { echo 'left: not a message that can be read'; return 1; }
  IFS=$'\t' read -r message type subject version state <<<"$fields"
  if known "$message"; then echo "$message: met before"; return 0; fi
  did=noted
  if [ "$version" -le "$(version_of "$subject")" ]; then
    did='older than what is known'
  elif [[ $type == work-order.* && $state != closed ]]; then
    # Here, not in the subshell of the step: what is renewed there is lost with it.
    renew || { echo "$message: left, no token"; return 1; }
    did=$(take_up "$subject") || { echo "$message: left for later"; return 1; }
  fi
  # On the disk before the message is deleted: killed in between, it comes again and is known.
  printf 'message=%s\tsubject=%s\tversion=%s\t%s\t%s\n' "$message" "$subject" "$version" "$type" "$did" >>"$LEDGER"
  sync "$LEDGER"
  echo "$message: $type $subject: $did"
}

while :; do
  wait_seconds=20
  if [ -n "$ONCE" ]; then wait_seconds=1; fi
  batch=$("${SQS[@]}" receive-message --queue-url "$QUEUE" --max-number-of-messages 10 \
    --wait-time-seconds "$wait_seconds" --output json)
  count=$(jq '.Messages | length' <<<"${batch:-null}")
  for ((n = 0; n < count; n += 1)); do
    body=$(jq -r ".Messages[$n].Body" <<<"$batch")
    receipt=$(jq -r ".Messages[$n].ReceiptHandle" <<<"$batch")
    if handle "$body"; then "${SQS[@]}" delete-message --queue-url "$QUEUE" --receipt-handle "$receipt"; fi
  done
  if [ -n "$ONCE" ] && [ "$count" = 0 ]; then exit 0; fi
done
