/** The problem catalogue: every stable code that a door answers with, its HTTP status and its words. */
export type ProblemEntry = { readonly status: number; readonly zh: string; readonly en: string };

const entry = (status: number, zh: string, en: string): ProblemEntry => ({ status, zh, en });

export const problems = {
  // The request as a whole
  'invalid-request': entry(
    400,
    '有几处需要改一改,请看每一处的说明。',
    'Some fields need to be put right; see the notes on each.',
  ),
  'body-not-json': entry(400, '请求内容不是有效的 JSON。', 'The body is not valid JSON.'),
  'body-missing': entry(400, '请求没有内容。', 'The body is missing.'),
  'media-type': entry(415, '请用 application/json 发送。', 'Send the body as application/json.'),
  'body-too-large': entry(413, '内容太长,请缩短后再发。', 'The body is too long; please shorten it.'),
  'idempotency-key': entry(
    400,
    '请在 Idempotency-Key 请求头中给出至少 16 个字符的唯一标识,重试时用同一个。',
    'Send an Idempotency-Key header of at least 16 characters, and the same one when you retry.',
  ),
  'idempotency-key-reused': entry(
    422,
    '这个 Idempotency-Key 已用于另一份内容,请换一个新的。',
    'This Idempotency-Key was used with another body; take a new one.',
  ),
  cursor: entry(
    400,
    '翻页标记无效,请从第一页重新开始。',
    'The cursor is not one of ours; start again from the first page.',
  ),
  'not-found': entry(404, '没有找到。', 'Nothing was found here.'),
  'tracking-code': entry(
    404,
    '没有找到这个查询码,或查询密码不对。请对照回执再核对一遍。',
    'No report has this code, or the secret does not match. Please check both against the receipt.',
  ),
  'role-required': entry(403, '您的岗位没有这项权限。', 'Your role does not allow this.'),
  'region-outside-scope': entry(
    403,
    '这个地区不在您的管辖范围内。',
    'This region lies outside the one you are responsible for.',
  ),
  'province-required': entry(
    403,
    '全省的文件只能由省级操作员处理。',
    'Files of the whole province are for operators of the province.',
  ),
  'precondition-required': entry(
    428,
    '请在 If-Match 请求头中写明您读到的版本(读取时的 ETag)。',
    'Say in an If-Match header which version you have read (its ETag).',
  ),
  'precondition-failed': entry(
    412,
    '内容已被他人更新,请重新读取后再改。',
    'This was changed in the meantime; read it again and repeat.',
  ),
  conflict: entry(409, '同时有其他改动,请重新读取后再试。', 'Another change came in between; read again and repeat.'),
  'work-order-closed': entry(409, '这张工单已经办结。', 'This work order is closed already.'),
  'work-order-state': entry(
    409,
    '工单当前的状态不允许这一步。',
    'The state of this work order does not allow that step.',
  ),
  'subject-unknown': entry(
    409,
    '确认困难情况需要身份证号:上报时没有填,请在反馈中补上。',
    'To confirm, an identity number is needed: the report has none, so give it with the feedback.',
  ),
  'subject-region-unknown': entry(
    409,
    '这张工单在市级,看不出本人住在哪里:请在反馈中写明姓名、身份证号和居住地。',
    'This order is with the prefecture, which does not say where the person lives: give name, number and region with the feedback.',
  ),
  'same-official': entry(
    409,
    '上报人对您的核实结果有异议,这张工单须由另一位工作人员办理。',
    'The reporter objected to what you found; somebody else has to take this order.',
  ),
  'visits-full': entry(
    409,
    '这张工单的走访记录已经很多,请直接反馈核实结果。',
    'There are many visits on this order already; please say what was found.',
  ),
  'extension-used': entry(
    409,
    '这张工单已经延期过,不能再延。',
    'This order was extended already; there is no further time.',
  ),
  'work-order-overdue': entry(
    409,
    '这张工单已经超过时限,不能再延期。请尽快反馈。',
    'The deadline has passed, so it cannot be extended; please say soon what was found.',
  ),
  'transfer-region-unknown': entry(
    422,
    '没有这个地区,请从地区列表中选择本人现在的居住地。',
    'There is no such region; choose where the person lives now from the list.',
  ),
  'region-abolished': entry(
    422,
    '这个地区已经撤销,请改用接替它的地区。',
    'This region was abolished; use the one that took over from it.',
  ),
  'transfer-here': entry(422, '工单本来就在这个地区。', 'The order is in this region already.'),
  'return-no-further': entry(
    409,
    '这张工单已经在市级,请直接转到本人居住地。',
    'This order is with the prefecture already; transfer it to where the person lives.',
  ),
  'report-not-closed': entry(
    409,
    '这件事还在办理中,办结之后才能提出异议。',
    'This is still being looked into; an objection can be made once it is closed.',
  ),
  'objection-not-open': entry(
    409,
    '这件事已经有人跟进,不需要提出异议。',
    'The locality is looking after this, so there is nothing to object to.',
  ),
  'objection-used': entry(
    409,
    '异议只能提出一次,您已经提出过了。',
    'An objection can be made once, and you have made it.',
  ),
  'evidence-missing': entry(
    409,
    '退出“在册”须有作出决定的文号:请在请求中写明。',
    'Nobody leaves the registered layer without the reference of the decision: give it with the request.',
  ),
  'person-merged': entry(
    409,
    '这份档案已合并到另一份,请改那一份。',
    'This record was merged into another; change that one.',
  ),
  'not-a-member': entry(409, '这个人不是这一户的成员。', 'This person is not a member of the household.'),
  'household-left-empty': entry(
    409,
    '分户后原户至少要留下一名成员。',
    'At least one member has to stay in the household that is split.',
  ),
  'household-same': entry(409, '这个人或这一户已在这一户里。', 'That is this very household already.'),
  'household-too-large': entry(409, '一户最多 20 名成员,请核对。', 'A household has at most 20 members; please check.'),
  'alert-closed': entry(409, '这条预警已经办结。', 'This alert is closed already.'),
  'alert-state': entry(409, '预警当前的状态不允许这一步。', 'The state of this alert does not allow that step.'),
  'batch-sequence': entry(
    409,
    '这个序号不大于已收到的序号。请用更大的序号重新登记。',
    'The sequence is not above the one already received; register the file with a higher one.',
  ),
  'batch-state': entry(409, '这一批当前的状态不允许这一步。', 'The state of this batch does not allow that step.'),
  'too-many-events': entry(
    400,
    '一次最多 500 条,更多的请以文件报送。',
    'At most 500 events at once; send more of them as a file.',
  ),
  'source-key-taken': entry(
    409,
    '这个业务主键已用于另一个人。请核对后用正确的主键重新报送。',
    'This key stands for another person already. Check it and send it again under the right one.',
  ),
  'event-older': entry(
    409,
    '同一主键已有更晚的信息,这一条没有采用。',
    'A later word under this key was taken already; this one changes nothing.',
  ),
  'registered-without-decision': entry(
    409,
    '在册对象没有来源的决定文号不能退出。请由来源报送带文号的退出事件。',
    "Nobody leaves the register without the source's decision: send the exit as an event with its reference.",
  ),
  quota: entry(
    429,
    '这个小时收到的上报太多了,请过一会儿再试;情况紧急请直接打电话。',
    'Too many reports came from here this hour. Please try again later, or phone if it is urgent.',
  ),
  'duplicate-state': entry(
    409,
    '这一对档案已经有了决定,现在不能这样处理。',
    'This pair was decided already; that decision is not open now.',
  ),
  'survivor-unknown': entry(422, '保留的档案必须是这一对中的一份。', 'The record that stays has to be one of the two.'),
  'survivor-number': entry(
    409,
    '有身份证号的那一份才能保留,请改选另一份。',
    'The record with an identity number has to stay; choose the other one.',
  ),
  'identity-known': entry(409, '这份档案已有身份证号,不能再补录。', 'This record has its identity number already.'),
  'identity-taken': entry(
    409,
    '这个身份证号已有档案。已列入疑似重复,请审核人员合并。',
    'Another record has this number. The two are now listed as a suspected duplicate, for a reviewer to merge.',
  ),
  'proof-needed': entry(
    429,
    '这里的上报比平时多,请让设备先算出一个小题目(challenge),把结果放在 X-Proof 请求头中再发一次。',
    'More reports than usual come from here: solve the challenge and send again with the solution as X-Proof.',
  ),
  'not-in-registry': entry(
    409,
    '您不在登记中,没有可以更正的内容。需要帮助,请用“我想帮别人报一下”为自己上报。',
    'You are not in the registry, so there is nothing to correct. If you need help, report yourself.',
  ),
  'days-reversed': entry(400, '结束日期早于开始日期。', 'The last day lies before the first.'),
  'days-too-many': entry(400, '一次最多核对 400 天。', 'At most 400 days can be verified at once.'),
  'temporarily-unavailable': entry(
    503,
    '系统暂时繁忙,请稍后再试,用同一个 Idempotency-Key。',
    'Busy for the moment; try again soon with the same Idempotency-Key.',
  ),
  'internal-error': entry(
    500,
    '系统出错了,已经记录下来。请稍后再试。',
    'Something went wrong on our side and was recorded. Please try again later.',
  ),

  // One field
  required: entry(400, '这一项必须填写。', 'This is needed.'),
  'unknown-field': entry(400, '没有这一项。', 'There is no such field.'),
  'wrong-type': entry(400, '这一项的类型不对。', 'This is of the wrong type.'),
  'too-short': entry(400, '这一项太短。', 'This is too short.'),
  'too-long': entry(400, '这一项太长。', 'This is too long.'),
  'too-small': entry(400, '这个数太小。', 'This number is too small.'),
  'too-large': entry(400, '这个数太大。', 'This number is too large.'),
  'not-an-option': entry(400, '请从给出的选项中选择。', 'Choose one of the options.'),
  'wrong-format': entry(400, '这一项的格式不对。', 'This does not have the right form.'),
  'wrong-value': entry(400, '这一项的内容不对。', 'This value cannot be right.'),
  'id-number-shape': entry(
    400,
    '身份证号应为 18 位(或旧的 15 位)。请对照证件再核对一遍。',
    'An identity number has 18 characters (or 15 on an old card). Please check it against the card.',
  ),
  'id-number-birth-date': entry(
    400,
    '身份证号里的出生日期不存在。请对照证件再核对一遍。',
    'The birth date inside the number does not exist. Please check it against the card.',
  ),
  'id-number-check-digit': entry(
    400,
    '身份证号最后一位对不上,请对照证件再核对一遍。',
    'The last character does not match. Please check it against the card.',
  ),
  phone: entry(400, '手机号应为 11 位,以 1 开头。', 'A mobile number has 11 digits and begins with 1.'),
  'region-unknown': entry(400, '没有这个地区代码。', 'There is no region with this code.'),
  'region-too-wide': entry(400, '请至少选到县(市、区)。', 'Please choose at least the county.'),
  'day-impossible': entry(400, '没有这一天。', 'There is no such day.'),
  'day-in-future': entry(400, '这一天还没有到。', 'This day has not come yet.'),
  'visit-in-future': entry(400, '走访时间还没有到。', 'This time has not come yet.'),
  'visit-before-report': entry(400, '走访时间早于上报时间。', 'This time lies before the report.'),
  'visitors-same': entry(400, '走访须有两个不同的人。', 'Two different people have to go.'),
  'day-past': entry(400, '这一天已经过去。', 'This day has passed already.'),
  'one-of': entry(400, '这几项中请只填一项。', 'Give exactly one of these fields.'),
  'day-before-birth': entry(
    400,
    '这一天早于身份证号里的出生日期。',
    'This day lies before the birth date in the identity number.',
  ),
  amount: entry(
    400,
    '金额应以元为单位,最多两位小数,不带千分号。',
    'An amount is in yuan with at most two decimals and no separators.',
  ),
  'formula-like': entry(
    400,
    '内容以 = + - @ 开头,像表格公式。',
    'It begins with = + - or @, like a formula of a spreadsheet.',
  ),
  'columns-swapped': entry(400, '两列的内容对调了。', 'The contents of two columns are swapped.'),
  'duplicate-row': entry(
    400,
    '同一个身份证号在本文件中已出现过,只取第一行。',
    'This identity number stands in the file already; the first row counts.',
  ),
  'row-encoding': entry(
    400,
    '这一行的字符不是登记的编码。',
    'The characters of this row are not in the encoding that was registered.',
  ),
  'row-columns': entry(400, '这一行的列数与表头不同。', 'This row has another number of columns than the header.'),
  'row-not-json': entry(400, '这一行不是一个 JSON 对象。', 'This line is not a JSON object.'),
  'until-before-from': entry(400, '结束日期早于开始日期。', 'The last day lies before the first.'),
  'source-key-identity': entry(
    400,
    '业务主键不能是身份证号,请换用来源自己的编号。',
    "A source's key may not be an identity number; use a number of the source's own.",
  ),
  'duplicate-key': entry(
    400,
    '同一个业务主键在本文件中已出现过,只取第一行。',
    'This key stands in the file already; the first row counts.',
  ),
  'text-unprintable': entry(400, '含有无法显示的控制字符。', 'It contains control characters that cannot be shown.'),
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof problems;
export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);
