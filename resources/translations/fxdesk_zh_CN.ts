<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountButton</name>
    <message>
        <source>Account {name}</source>
        <translation>账号 {name}</translation>
    </message>
    <message>
        <source>Choose the account that buys</source>
        <translation>选择用于取号的账号</translation>
    </message>
    <message>
        <source>Add another account…</source>
        <translation>添加其他账号…</translation>
    </message>
    <message>
        <source>{n} open</source>
        <translation>{n} 个未结束</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>已退出登录</translation>
    </message>
    <message>
        <source>waiting for the keyring</source>
        <translation>等待密钥环</translation>
    </message>
    <message>
        <source>signing in</source>
        <translation>正在登录</translation>
    </message>
    <message>
        <source>sign in to go on</source>
        <translation>请登录后继续</translation>
    </message>
</context>
<context>
    <name>AccountPanel</name>
    <message>
        <source>Not signed in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Top up on the site</source>
        <translation>在网站充值</translation>
    </message>
    <message>
        <source>Level: what the service ranks this account as. Points: what it has credited to the account besides the balance. What they bring stands on the service&apos;s site.</source>
        <translation>等级：平台给此账号的级别。积分：平台在余额之外记入账号的数额。其权益见平台网站。</translation>
    </message>
    <message>
        <source>Sign in to go on…</source>
        <translation>登录后继续…</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>截至 {time}</translation>
    </message>
    <message>
        <source>expected {amount}</source>
        <translation>应为 {amount}</translation>
    </message>
    <message>
        <source>The balance was {seen} at {time}. By what is known to have been charged or given back since, it should be {expected} now.</source>
        <translation>{time} 的余额为 {seen}。按此后已知的扣费和退回，现在应为 {expected}。</translation>
    </message>
    <message>
        <source>Waiting for your keyring…</source>
        <translation>等待密钥环…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Level {level}</source>
        <translation>等级 {level}</translation>
    </message>
    <message>
        <source>{points} points</source>
        <translation>积分 {points}</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>Refresh the balance, possible in {n} s</source>
        <translation>刷新余额，{n} 秒后可用</translation>
    </message>
    <message>
        <source>Refresh the balance</source>
        <translation>刷新余额</translation>
    </message>
    <message>
        <source>The service tells the balance once a minute</source>
        <translation>平台每分钟只提供一次余额</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>Copy code</source>
        <translation>复制验证码</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>复制号码</translation>
    </message>
    <message>
        <source>Copy SMS text</source>
        <translation>复制短信内容</translation>
    </message>
    <message>
        <source>Release this number</source>
        <translation>释放此号码</translation>
    </message>
    <message>
        <source>Keep this number</source>
        <translation>保留此号码</translation>
    </message>
    <message>
        <source>Blacklist this number…</source>
        <translation>加黑此号码…</translation>
    </message>
    <message>
        <source>Settle…</source>
        <translation>核对…</translation>
    </message>
    <message>
        <source>Look for the SMS now</source>
        <translation>立即取码</translation>
    </message>
    <message>
        <source>Choose this offer again</source>
        <translation>再次选择此项目</translation>
    </message>
    <message>
        <source>No code is to come: done</source>
        <translation>不再等待验证码：完成</translation>
    </message>
    <message>
        <source>Use again…</source>
        <translation>再次使用…</translation>
    </message>
    <message>
        <source>Request this number…</source>
        <translation>指定取号…</translation>
    </message>
    <message>
        <source>Send SMS…</source>
        <translation>发短信…</translation>
    </message>
    <message>
        <source>It is the code</source>
        <translation>这就是验证码</translation>
    </message>
    <message>
        <source>Report result</source>
        <translation>状态反馈</translation>
    </message>
    <message>
        <source>Release by itself</source>
        <translation>自动释放</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>AmountControl</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>0 would stop every purchase. Leave it empty for none.</source>
        <translation>0 会阻止所有取号。如不限制，请留空。</translation>
    </message>
    <message>
        <source>This has more than nine digits before the point.</source>
        <translation>小数点前超过九位。</translation>
    </message>
    <message>
        <source>This has more than six decimals.</source>
        <translation>小数超过六位。</translation>
    </message>
    <message>
        <source>This is no amount. Type one such as 2.50, or leave it empty for none.</source>
        <translation>这不是金额。请输入如 2.50 的金额；如不限制，请留空。</translation>
    </message>
    <message>
        <source>None is in force.</source>
        <translation>目前没有限制。</translation>
    </message>
    <message>
        <source>{amount} stays in force.</source>
        <translation>{amount} 仍然有效。</translation>
    </message>
</context>
<context>
    <name>AutoReleaseDialog</name>
    <message>
        <source>Release by itself</source>
        <translation>自动释放</translation>
    </message>
    <message>
        <source>Release {number} by itself</source>
        <translation>自动释放 {number}</translation>
    </message>
    <message>
        <source>If no code has come by then, FX Desk looks once more and then releases the number. The minutes count from when you got it. Sending an SMS from it switches this off.</source>
        <translation>到时若仍无验证码，FX Desk 会再查询一次，然后释放号码。分钟数从取号时算起。用它发送短信会关闭自动释放。</translation>
    </message>
    <message>
        <source>Minutes, {least} to {most}</source>
        <translation>分钟（{least} 至 {most}）</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设定</translation>
    </message>
</context>
<context>
    <name>AutoReleaseMenu</name>
    <message>
        <source>After {n} min without a code</source>
        <translation>{n} 分钟无验证码后</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>其他…</translation>
    </message>
</context>
<context>
    <name>BlacklistDialog</name>
    <message>
        <source>Blacklist a number</source>
        <translation>加黑号码</translation>
    </message>
    <message>
        <source>Blacklist {number}</source>
        <translation>加黑 {number}</translation>
    </message>
    <message>
        <source>{service}: tell the service that this number is of no use. It is charged all the same, and this cannot be taken back.</source>
        <translation>{service}：告知平台此号码不可用。费用照常扣除，且无法撤销。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>加黑原因</translation>
    </message>
    <message>
        <source>Say why, in your words</source>
        <translation>请填写原因</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Blacklist</source>
        <translation>加黑</translation>
    </message>
    <message>
        <source>Already used</source>
        <translation>已被使用</translation>
    </message>
    <message>
        <source>Wrong code</source>
        <translation>验证码错误</translation>
    </message>
    <message>
        <source>Number already registered</source>
        <translation>号码已注册</translation>
    </message>
    <message>
        <source>No longer needed</source>
        <translation>不再需要</translation>
    </message>
</context>
<context>
    <name>Books</name>
    <message>
        <source>The service charges when the SMS arrives.</source>
        <translation>平台在收到短信时扣费。</translation>
    </message>
    <message>
        <source>The service holds the price from getPhone on and gives it back at the release.</source>
        <translation>平台在取号时预扣费用，释放后退回。</translation>
    </message>
    <message>
        <source>Whether the service charges at the SMS or holds the price from getPhone on can&apos;t be told yet: no two balances have shown the difference.</source>
        <translation>还不能判断平台是收到短信时扣费，还是取号时预扣：目前的余额还没有显示出区别。</translation>
    </message>
    <message>
        <source>Seen {times}.</source>
        <translation>已见 {times}。</translation>
    </message>
    <message>
        <source>It looked otherwise {times}.</source>
        <translation>另有 {times} 看起来不同。</translation>
    </message>
    <message>
        <source>once</source>
        <translation>1 次</translation>
    </message>
    <message>
        <source>{n} times</source>
        <translation>{n} 次</translation>
    </message>
    <message>
        <source>Last seen: {amount}, {time}.</source>
        <translation>上次所见余额：{amount}，{time}。</translation>
    </message>
    <message>
        <source>Charged since at a price that is not known exactly.</source>
        <translation>此后有扣费，但单价不确切。</translation>
    </message>
    <message>
        <source>Expected now: {amount}, {change} less for what came since.</source>
        <translation>现在应为：{amount}，此后已知扣费 {change}。</translation>
    </message>
    <message>
        <source>Expected now: {amount}, {change} more for what was given back since.</source>
        <translation>现在应为：{amount}，此后已知退回 {change}。</translation>
    </message>
    <message>
        <source>Expected now: {amount}.</source>
        <translation>现在应为：{amount}。</translation>
    </message>
    <message>
        <source>Balance {before} → {after}</source>
        <translation>余额 {before} → {after}</translation>
    </message>
    <message>
        <source>({n} charges)</source>
        <translation>（{n} 笔扣费）</translation>
    </message>
    <message>
        <source>{amount} less than expected</source>
        <translation>比应有余额少 {amount}</translation>
    </message>
    <message>
        <source>Topped up, or credited by the service: {amount}</source>
        <translation>充值或平台退回：{amount}</translation>
    </message>
    <message>
        <source>{from}–{to}: {difference}. {explanation}</source>
        <translation>{from}–{to}：{difference}。{explanation}</translation>
    </message>
    <message>
        <source>{n} more times of this day have differences.</source>
        <translation>当天还有 {n} 段时间有差额。</translation>
    </message>
    <message>
        <source>charged by our count {amount}</source>
        <translation>按记录扣费 {amount}</translation>
    </message>
    <message>
        <source>balance moved by {amount}</source>
        <translation>余额变动 {amount}</translation>
    </message>
    <message>
        <source>nothing unexplained</source>
        <translation>没有无法解释的差额</translation>
    </message>
    <message>
        <source>topped up or credited {amount}</source>
        <translation>充值或退回 {amount}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>number {n} of the journal</source>
        <translation>记录中的第 {n} 号</translation>
    </message>
    <message>
        <source>SMS arrived</source>
        <translation>收到短信</translation>
    </message>
    <message>
        <source>SMS after the end</source>
        <translation>结束后收到的短信</translation>
    </message>
    <message>
        <source>Held at getPhone</source>
        <translation>取号时预扣</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Used again</source>
        <translation>再次使用</translation>
    </message>
    <message>
        <source>Charged after the end</source>
        <translation>结束后被扣费</translation>
    </message>
    <message>
        <source>Settled as charged and lost</source>
        <translation>已确认为扣费且无码</translation>
    </message>
    <message>
        <source>Charged or given back without a code</source>
        <translation>无码但已扣费或退回</translation>
    </message>
    <message>
        <source>no answer came, not settled</source>
        <translation>无应答，尚未确认</translation>
    </message>
    <message>
        <source>no answer came, settled as not charged</source>
        <translation>无应答，已核对为未扣费</translation>
    </message>
    <message>
        <source>released or over without an SMS</source>
        <translation>已释放或结束，未收到短信</translation>
    </message>
    <message>
        <source>open, its SMS may not be fetched yet</source>
        <translation>仍在使用，短信可能尚未取到</translation>
    </message>
    <message>
        <source>Something bought elsewhere with this account, or a price that has changed, may explain it.</source>
        <translation>可能是用同一账号在别处取号，或单价有变动。</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>另 {n} 个</translation>
    </message>
    <message>
        <source>This may explain it: {list}. Or something bought elsewhere.</source>
        <translation>可能的原因：{list}。也可能是在别处取号。</translation>
    </message>
    <message>
        <source>One of these {n} may explain it: {list}. Or something bought elsewhere.</source>
        <translation>可能是以下 {n} 个之一：{list}。也可能是在别处取号。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>BooksDays</name>
    <message>
        <source>Days</source>
        <translation>按日</translation>
    </message>
</context>
<context>
    <name>BooksDaysModel</name>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>已扣费</translation>
    </message>
    <message>
        <source>Balance moved</source>
        <translation>余额变动</translation>
    </message>
    <message>
        <source>Unexplained</source>
        <translation>无法解释</translation>
    </message>
    <message>
        <source>Topped up</source>
        <translation>充值</translation>
    </message>
</context>
<context>
    <name>BooksDialog</name>
    <message>
        <source>Balance check</source>
        <translation>余额核对</translation>
    </message>
    <message>
        <source>By days</source>
        <translation>按日</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Reading the journal…</source>
        <translation>正在读取记录…</translation>
    </message>
    <message>
        <source>Too few balances were seen for a check: it takes two. FX Desk asks for the balance after each purchase, SMS and release, at most once a minute. Sign in, and look again later.</source>
        <translation>余额记录不足，至少需要两次才能核对。FX Desk 在每次取号、收到短信和释放后查询余额，每分钟最多一次。请登录后稍后再看。</translation>
    </message>
    <message>
        <source>What moved it on {day}</source>
        <translation>{day} 的余额变动明细</translation>
    </message>
    <message>
        <source>Ask for the balance in {n} s</source>
        <translation>{n} 秒后可查询余额</translation>
    </message>
    <message>
        <source>Ask for the balance now</source>
        <translation>立即查询余额</translation>
    </message>
</context>
<context>
    <name>BooksEvents</name>
    <message>
        <source>Events of the chosen day</source>
        <translation>所选日期的明细</translation>
    </message>
</context>
<context>
    <name>Causes</name>
    <message>
        <source>the service&apos;s address could not be found</source>
        <translation>找不到平台的地址</translation>
    </message>
    <message>
        <source>the service could not be reached</source>
        <translation>无法连接平台</translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation>等待超时</translation>
    </message>
    <message>
        <source>no encrypted connection could be made</source>
        <translation>无法建立加密连接</translation>
    </message>
    <message>
        <source>the service&apos;s certificate is not to be trusted</source>
        <translation>平台的证书不可信</translation>
    </message>
    <message>
        <source>the connection would not be encrypted</source>
        <translation>连接将不加密</translation>
    </message>
    <message>
        <source>the program was stopping</source>
        <translation>程序正在退出</translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>the answer was cut short</source>
        <translation>应答不完整</translation>
    </message>
    <message>
        <source>the service pointed to another address</source>
        <translation>平台指向了别的地址</translation>
    </message>
    <message>
        <source>the answer was too large</source>
        <translation>应答过大</translation>
    </message>
    <message>
        <source>the answer could not be read</source>
        <translation>应答无法识别</translation>
    </message>
    <message>
        <source>the proxy of this system is of a kind that cannot be used</source>
        <translation>本机的代理类型不受支持</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>the folder cannot be written</source>
        <translation>文件夹无法写入</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>文件已损坏</translation>
    </message>
    <message>
        <source>a newer version of FX Desk has written it</source>
        <translation>由更新版本的 FX Desk 写入</translation>
    </message>
    <message>
        <source>another program holds it</source>
        <translation>被其他程序占用</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>磁盘报错</translation>
    </message>
    <message>
        <source>the service answered with status {status}</source>
        <translation>平台返回状态 {status}</translation>
    </message>
</context>
<context>
    <name>CountryChooser</name>
    <message>
        <source>Countries</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>cheapest first</source>
        <translation>低价优先</translation>
    </message>
    <message>
        <source>Any country (random)</source>
        <translation>不限国家（随机）</translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Something unexpected happened. What was rented is kept, and the program goes on as far as it can. The report holds no secrets.</source>
        <translation>发生了意外错误。已取的号码均已保存，程序会尽量继续运行。报告中不含密码等机密。</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Unexpected error</source>
        <translation>意外错误</translation>
    </message>
</context>
<context>
    <name>DemoBand</name>
    <message>
        <source>Demo: nothing costs</source>
        <translation>演示：不产生费用</translation>
    </message>
    <message>
        <source>The service, its prices and its numbers are made up on this computer.</source>
        <translation>平台、价格和号码均由本机虚构。</translation>
    </message>
</context>
<context>
    <name>Departure</name>
    <message>
        <source>The release of one number is not confirmed</source>
        <translation>1 个号码的释放未确认</translation>
    </message>
    <message>
        <source>The release of {n} numbers is not confirmed</source>
        <translation>{n} 个号码的释放未确认</translation>
    </message>
    <message>
        <source>One number could not be released</source>
        <translation>1 个号码未能释放</translation>
    </message>
    <message>
        <source>{n} numbers could not be released</source>
        <translation>{n} 个号码未能释放</translation>
    </message>
    <message>
        <source>One number is still open</source>
        <translation>还有 1 个号码进行中</translation>
    </message>
    <message>
        <source>{n} numbers are still open</source>
        <translation>还有 {n} 个号码进行中</translation>
    </message>
    <message>
        <source>An answer is still awaited</source>
        <translation>仍在等待应答</translation>
    </message>
    <message>
        <source>The journal is not saved yet</source>
        <translation>记录尚未保存</translation>
    </message>
    <message>
        <source>The SMS came first</source>
        <translation>短信已先到</translation>
    </message>
    <message>
        <source>NOT SAVED: what came last could not be written to the disk and is lost if you leave now. FX Desk tries again each second; make room and wait, or copy number and key first.</source>
        <translation>未保存：最近收到的内容无法写入磁盘，现在退出就会丢失。FX Desk 每秒重试一次；请清理空间并等待，或先复制号码和密钥。</translation>
    </message>
    <message>
        <source>{service}, {number}: the SMS came first, so it is charged. Stay to see its code.</source>
        <translation>{service}，{number}：短信已先到，已扣费。留下即可查看验证码。</translation>
    </message>
    <message>
        <source>{service}, {number}: the service allows the release only in {n} s. It stays open and is released at the next start.</source>
        <translation>{service}，{number}：平台要求 {n} 秒后才能释放。号码先保留，下次启动时释放。</translation>
    </message>
    <message>
        <source>{service}, {number}: the service did not answer. It may be released, it may be charged.</source>
        <translation>{service}，{number}：平台没有应答。可能已释放，也可能已扣费。</translation>
    </message>
    <message>
        <source>{service}, {number}: its account is signed out, so it cannot be released.</source>
        <translation>{service}，{number}：所属账号已退出登录，无法释放。</translation>
    </message>
    <message>
        <source>{service}, {number}: an SMS was sent from it, so it cannot be released.</source>
        <translation>{service}，{number}：已用此号码发送短信，无法释放。</translation>
    </message>
    <message>
        <source>{service}, {number}: the service has not confirmed the release. It may be charged.</source>
        <translation>{service}，{number}：平台未确认释放，可能会扣费。</translation>
    </message>
    <message>
        <source>{service}, {country} is still being asked for. If you leave before the answer comes, it is listed as uncertain.</source>
        <translation>{service}，{country}：仍在取号。若在应答前退出，将列为未确定。</translation>
    </message>
    <message>
        <source>Something paid for is on its way to the service. If you leave before the answer comes, it is listed as uncertain.</source>
        <translation>一项付费请求正在发往平台。若在应答前退出，将列为未确定。</translation>
    </message>
    <message>
        <source>{service}, {number}: no answer came to the SMS that was to be sent from it.</source>
        <translation>{service}，{number}：发送短信的请求没有收到应答。</translation>
    </message>
    <message>
        <source>{service}, {country}: no answer came, so it may have been charged. Its record stays, whatever you choose.</source>
        <translation>{service}，{country}：无应答，可能已扣费。无论如何选择，记录都会保留。</translation>
    </message>
    <message>
        <source>{n} unsettled: no answer came, so they may have been charged. They stay listed.</source>
        <translation>{n} 项未核对：无应答，可能已扣费。记录会保留。</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The sign-in is no longer valid. Sign in again.</source>
        <translation>登录已失效，请重新登录。</translation>
    </message>
    <message>
        <source>The service does not know this number&apos;s key. It is looked up once more; then settle the row.</source>
        <translation>平台不认识此号码的密钥。程序会再查询一次，之后请核对这一行。</translation>
    </message>
    <message>
        <source>The service does not know this number any more. Look for its SMS, then settle it by the balance.</source>
        <translation>平台已不认识此号码。请先取码，再按余额核对。</translation>
    </message>
    <message>
        <source>The number is offline or was closed by the service. Nothing more can be done with it.</source>
        <translation>号码已离线或被平台强制释放，无法再操作。</translation>
    </message>
    <message>
        <source>No SMS has come, so this is not possible. Release the number instead.</source>
        <translation>尚未收到短信，无法执行。请改为释放号码。</translation>
    </message>
    <message>
        <source>The API name is empty. Type it as the site shows it under API, My API name.</source>
        <translation>API 账号为空。请按网站“API → 我的API账号”填写。</translation>
    </message>
    <message>
        <source>The API name must have 3 to 30 characters. Check it on the site under API.</source>
        <translation>API 账号应为 3 至 30 个字符，请在网站的 API 页面核对。</translation>
    </message>
    <message>
        <source>The API name cannot contain the character |. Check it on the site under API.</source>
        <translation>API 账号不能包含字符 |，请在网站的 API 页面核对。</translation>
    </message>
    <message>
        <source>The API name cannot contain Chinese characters. It is not the name you sign in to the site with.</source>
        <translation>API 账号不能包含中文。它不是网站的登录名。</translation>
    </message>
    <message>
        <source>The password is empty. Type the one that you registered with.</source>
        <translation>密码为空。请填写注册时的密码。</translation>
    </message>
    <message>
        <source>The password must have 3 to 30 characters. Check it.</source>
        <translation>密码应为 3 至 30 个字符，请核对。</translation>
    </message>
    <message>
        <source>The last sign-in from this connection failed. The service allows the next one after a minute.</source>
        <translation>此网络上次登录失败。平台要求一分钟后再试。</translation>
    </message>
    <message>
        <source>This API name is disabled. Ask the service&apos;s support.</source>
        <translation>此 API 账号已禁用，请联系平台客服。</translation>
    </message>
    <message>
        <source>API name or password is wrong. The API name is shown on the site under API, My API name.</source>
        <translation>API 账号或密码错误。API 账号见网站“API → 我的API账号”。</translation>
    </message>
    <message>
        <source>The balance can be asked for once a minute. Try again when the button counts no more.</source>
        <translation>余额每分钟只能查询一次。请等按钮倒计时结束后再试。</translation>
    </message>
    <message>
        <source>There is no number for this choice right now. Try again, or choose another country.</source>
        <translation>暂时无号。请重试或换一个国家。</translation>
    </message>
    <message>
        <source>This service does not exist any more. Refresh the price list.</source>
        <translation>此项目已不存在，请刷新价目表。</translation>
    </message>
    <message>
        <source>The service does not know this country. Refresh the price list or choose another.</source>
        <translation>国家代码有误。请刷新价目表或换一个国家。</translation>
    </message>
    <message>
        <source>This service has not been approved yet. Choose another.</source>
        <translation>项目未审核，请选择其他项目。</translation>
    </message>
    <message>
        <source>This service is disabled. Choose another.</source>
        <translation>项目已禁用，请选择其他项目。</translation>
    </message>
    <message>
        <source>The account is disabled. Ask the service&apos;s support.</source>
        <translation>用户已禁用，请联系平台客服。</translation>
    </message>
    <message>
        <source>The balance is too low. Top up on the site, then try again.</source>
        <translation>余额不足。请在网站充值后重试。</translation>
    </message>
    <message>
        <source>Too many numbers are in use for this balance. Release those that you do not need, or top up.</source>
        <translation>占号过多。请释放不需要的号码，或补充余额。</translation>
    </message>
    <message>
        <source>This service does not let you choose the number. Press Get number with no number under Options.</source>
        <translation>此项目不允许指定取号。请在选项中不填号码，再按“取号”。</translation>
    </message>
    <message>
        <source>No SMS has come yet. FX Desk goes on looking.</source>
        <translation>尚未收到短信，FX Desk 会继续取码。</translation>
    </message>
    <message>
        <source>The number has been blacklisted. Get another one.</source>
        <translation>号码已加黑，请重新取号。</translation>
    </message>
    <message>
        <source>The receiver is empty. Type the number that the SMS goes to.</source>
        <translation>接收号码为空。请填写短信的接收号码。</translation>
    </message>
    <message>
        <source>The text is empty. Type what the SMS is to say.</source>
        <translation>短信内容为空，请填写。</translation>
    </message>
    <message>
        <source>The service could not send the SMS and names no reason. Try again later.</source>
        <translation>平台未能发送短信且未说明原因，请稍后再试。</translation>
    </message>
    <message>
        <source>This service does not allow sending an SMS.</source>
        <translation>此项目不允许发短信。</translation>
    </message>
    <message>
        <source>The text lacks a keyword that this service needs. Ask the service&apos;s support.</source>
        <translation>短信内容缺少此项目要求的关键字，请联系平台客服。</translation>
    </message>
    <message>
        <source>The text is not to the rules of this service. Change it and try again.</source>
        <translation>短信内容不符合此项目的规则，请修改后重试。</translation>
    </message>
    <message>
        <source>This SMS was submitted before. It is not sent a second time.</source>
        <translation>此短信已提交过，不会重复发送。</translation>
    </message>
    <message>
        <source>The SMS came first: the number is charged. Its code is being fetched.</source>
        <translation>短信已先到：号码已扣费，正在取码。</translation>
    </message>
    <message>
        <source>An SMS is being sent from this number. Release it after that.</source>
        <translation>此号码正在发短信，请之后再释放。</translation>
    </message>
    <message>
        <source>The number was released too often and is blacklisted now.</source>
        <translation>释放次数过多，号码已被加黑。</translation>
    </message>
    <message>
        <source>The reason is empty. Say why the number is bad.</source>
        <translation>加黑原因为空，请说明原因。</translation>
    </message>
    <message>
        <source>Your account may not blacklist numbers. Ask the service&apos;s support.</source>
        <translation>您的账号无加黑权限，请联系平台客服。</translation>
    </message>
    <message>
        <source>The result to report is empty. Choose one.</source>
        <translation>反馈状态为空，请选择。</translation>
    </message>
    <message>
        <source>Your account may not report results. Ask the service&apos;s support.</source>
        <translation>您的账号无状态反馈权限，请联系平台客服。</translation>
    </message>
    <message>
        <source>The minutes must lie between 2 and 300. Change them.</source>
        <translation>分钟数应在 2 至 300 之间，请修改。</translation>
    </message>
    <message>
        <source>The service refused with code {code}, which its document does not describe.</source>
        <translation>平台拒绝，代码 {code} 在其文档中没有说明。</translation>
    </message>
    <message>
        <source>The service allows the release in {n} s. FX Desk sends it then.</source>
        <translation>平台要求 {n} 秒后才能释放，FX Desk 届时自动释放。</translation>
    </message>
    <message>
        <source>It was sent and no answer came: {cause}. It may have been charged and is not sent again.</source>
        <translation>已发送，无应答：{cause}。可能已扣费，不会再次发送。</translation>
    </message>
    <message>
        <source>No answer: {cause}. It is tried again by itself.</source>
        <translation>无应答：{cause}。会自动重试。</translation>
    </message>
    <message>
        <source>The answer could not be read. It stands in the log; it is tried again by itself.</source>
        <translation>应答无法识别，已记入日志，会自动重试。</translation>
    </message>
    <message>
        <source>The file {name} could not be read or written: {cause}.</source>
        <translation>文件 {name} 无法读写：{cause}。</translation>
    </message>
    <message>
        <source>Nothing was sent: the service&apos;s certificate is not to be trusted. Someone may be listening in.</source>
        <translation>未发送：平台的证书不可信，可能有人窃听。</translation>
    </message>
    <message>
        <source>Nothing was sent: the connection would not be encrypted. Allow it in the preferences first.</source>
        <translation>未发送：连接将不加密。请先在设置中允许。</translation>
    </message>
    <message>
        <source>Nothing was sent: the number does not allow it any more.</source>
        <translation>未发送：该号码已不允许此操作。</translation>
    </message>
    <message>
        <source>Nothing was sent: {cause}. Check the connection and try again.</source>
        <translation>未发送：{cause}。请检查网络后重试。</translation>
    </message>
    <message>
        <source>The journal cannot be written: the disk is full. Free some space; renting waits for it.</source>
        <translation>记录无法写入：磁盘已满。请清理空间，在此之前暂停取号。</translation>
    </message>
    <message>
        <source>The journal cannot be written: its folder is read-only. Make it writable; renting waits for it.</source>
        <translation>记录无法写入：其文件夹为只读。请设为可写，在此之前暂停取号。</translation>
    </message>
    <message>
        <source>The journal cannot be written: another program holds it. Close that program; renting waits for it.</source>
        <translation>记录无法写入：正被其他程序占用。请关闭该程序，在此之前暂停取号。</translation>
    </message>
    <message>
        <source>The journal is damaged: nothing can be rented. Start FX Desk again; it rebuilds the journal from what can be read.</source>
        <translation>记录已损坏，不能取号。请重新启动 FX Desk，它会用可读的内容重建记录。</translation>
    </message>
    <message>
        <source>A newer FX Desk made this journal: nothing was changed and nothing can be rented. Start that version, or update this one.</source>
        <translation>此记录由更新版本的 FX Desk 创建：未作任何改动，也不能取号。请启动该版本或升级本程序。</translation>
    </message>
    <message>
        <source>The journal cannot be written: the disk reports an error. Check the disk; renting waits for it.</source>
        <translation>记录无法写入：磁盘报告错误。请检查磁盘，在此之前暂停取号。</translation>
    </message>
    <message>
        <source>The disk is full: what can be read of the journal is shown, and nothing can be rented. Free some space and start FX Desk again.</source>
        <translation>磁盘已满：仅显示可读取的记录，不能取号。请清理空间后重新启动 FX Desk。</translation>
    </message>
    <message>
        <source>The journal&apos;s folder cannot be written: what can be read of it is shown, and nothing can be rented. Make the folder writable and start FX Desk again.</source>
        <translation>记录所在文件夹不可写：仅显示可读取的记录，不能取号。请将其设为可写后重新启动 FX Desk。</translation>
    </message>
    <message>
        <source>Another program holds the journal: what can be read of it is shown, and nothing can be rented. Close that program and start FX Desk again.</source>
        <translation>记录正被其他程序占用：仅显示可读取的记录，不能取号。请关闭该程序后重新启动 FX Desk。</translation>
    </message>
    <message>
        <source>The disk reports an error: what can be read of the journal is shown, and nothing can be rented. Check the disk and start FX Desk again.</source>
        <translation>磁盘报告错误：仅显示可读取的记录，不能取号。请检查磁盘后重新启动 FX Desk。</translation>
    </message>
    <message>
        <source>This file is no backup of FX Desk. Choose another one.</source>
        <translation>此文件不是 FX Desk 的备份，请选择其他文件。</translation>
    </message>
    <message>
        <source>This backup is damaged. Choose another one.</source>
        <translation>此备份已损坏，请选择其他文件。</translation>
    </message>
    <message>
        <source>A newer FX Desk made this backup. Update this one first; nothing was changed.</source>
        <translation>此备份由更新版本的 FX Desk 创建。请先升级本程序；未作任何改动。</translation>
    </message>
    <message>
        <source>FX Desk uses a file of this name itself. Choose another folder.</source>
        <translation>FX Desk 自己使用此名称的文件，请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring is locked. Unlock it, or stay signed in for this session only.</source>
        <translation>系统密钥环已锁定。请解锁，否则仅在本次运行中保持登录。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring refused. You stay signed in for this session only.</source>
        <translation>系统密钥环拒绝访问。仅在本次运行中保持登录。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring keeps secrets unprotected. You stay signed in for this session only.</source>
        <translation>系统密钥环未加保护。仅在本次运行中保持登录。</translation>
    </message>
    <message>
        <source>This system has no keyring. You stay signed in for this session only.</source>
        <translation>本机没有密钥环。仅在本次运行中保持登录。</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Looked once, no SMS yet</source>
        <translation>已取码 1 次，尚无短信</translation>
    </message>
    <message>
        <source>Looked {n} times, no SMS yet</source>
        <translation>已取码 {n} 次，尚无短信</translation>
    </message>
    <message>
        <source>Asked for a number</source>
        <translation>请求取号</translation>
    </message>
    <message>
        <source>Asked, price {price}</source>
        <translation>请求取号，单价 {price}</translation>
    </message>
    <message>
        <source>Asked, price at most {price}</source>
        <translation>请求取号，单价最高 {price}</translation>
    </message>
    <message>
        <source>A part of an answer came and was kept: {cause}</source>
        <translation>收到部分应答并已保存：{cause}</translation>
    </message>
    <message>
        <source>An answer came and was kept</source>
        <translation>已收到应答并保存</translation>
    </message>
    <message>
        <source>Got a number that the answer does not name</source>
        <translation>已取号，但应答中没有号码</translation>
    </message>
    <message>
        <source>Got {number}</source>
        <translation>已取号 {number}</translation>
    </message>
    <message>
        <source>Got {number}, price {price}</source>
        <translation>已取号 {number}，单价 {price}</translation>
    </message>
    <message>
        <source>Sent, no answer: {cause}</source>
        <translation>已发送，无应答：{cause}</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Not sent: {cause}</source>
        <translation>未发送：{cause}</translation>
    </message>
    <message>
        <source>You settled it: not charged</source>
        <translation>您已核对：未扣费</translation>
    </message>
    <message>
        <source>You settled it: charged and lost</source>
        <translation>您已核对：已扣费，号码丢失</translation>
    </message>
    <message>
        <source>You settled it: gone, not charged</source>
        <translation>您已核对：已失效，未扣费</translation>
    </message>
    <message>
        <source>SMS arrived</source>
        <translation>收到短信</translation>
    </message>
    <message>
        <source>Closed by the service</source>
        <translation>平台已强制释放</translation>
    </message>
    <message>
        <source>Blacklisted by the service</source>
        <translation>被平台加黑</translation>
    </message>
    <message>
        <source>The sign-in was no longer valid</source>
        <translation>登录已失效</translation>
    </message>
    <message>
        <source>The service does not know this number</source>
        <translation>平台不认识此号码</translation>
    </message>
    <message>
        <source>The service knows this number again</source>
        <translation>平台又认识此号码了</translation>
    </message>
    <message>
        <source>No SMS after {n} min; looking every 30 s from now on</source>
        <translation>{n} 分钟无短信，此后每 30 秒取码一次</translation>
    </message>
    <message>
        <source>No code in time: released by itself</source>
        <translation>到时仍无验证码：自动释放</translation>
    </message>
    <message>
        <source>Release wanted</source>
        <translation>要求释放</translation>
    </message>
    <message>
        <source>Release sent</source>
        <translation>已发送释放请求</translation>
    </message>
    <message>
        <source>Kept after all</source>
        <translation>改为保留</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>已释放</translation>
    </message>
    <message>
        <source>Release allowed in {n} s</source>
        <translation>{n} 秒后可释放</translation>
    </message>
    <message>
        <source>Gone before the release</source>
        <translation>释放前已失效</translation>
    </message>
    <message>
        <source>Not released: the SMS came first</source>
        <translation>未释放：短信已先到</translation>
    </message>
    <message>
        <source>Not released: an SMS is being sent</source>
        <translation>未释放：正在发短信</translation>
    </message>
    <message>
        <source>Released too often: blacklisted</source>
        <translation>释放次数过多：已被加黑</translation>
    </message>
    <message>
        <source>Release not confirmed: {cause}</source>
        <translation>释放未确认：{cause}</translation>
    </message>
    <message>
        <source>Release refused</source>
        <translation>释放被拒绝</translation>
    </message>
    <message>
        <source>Release did not leave: {cause}</source>
        <translation>释放请求未发出：{cause}</translation>
    </message>
    <message>
        <source>Blacklist wanted: {reason}</source>
        <translation>要求加黑：{reason}</translation>
    </message>
    <message>
        <source>Blacklist sent</source>
        <translation>已发送加黑请求</translation>
    </message>
    <message>
        <source>Blacklisted</source>
        <translation>已加黑</translation>
    </message>
    <message>
        <source>Blacklist refused</source>
        <translation>加黑被拒绝</translation>
    </message>
    <message>
        <source>Blacklist not confirmed: {cause}</source>
        <translation>加黑未确认：{cause}</translation>
    </message>
    <message>
        <source>Blacklist did not leave: {cause}</source>
        <translation>加黑请求未发出：{cause}</translation>
    </message>
    <message>
        <source>Use again not sent: {cause}</source>
        <translation>再次使用未发送：{cause}</translation>
    </message>
    <message>
        <source>You settled it: used again and charged</source>
        <translation>您已核对：已再次使用并扣费</translation>
    </message>
    <message>
        <source>You settled it: not used again</source>
        <translation>您已核对：未再次使用</translation>
    </message>
    <message>
        <source>The service has this SMS already</source>
        <translation>平台已有此短信</translation>
    </message>
    <message>
        <source>SMS not handed in: {cause}</source>
        <translation>短信未提交：{cause}</translation>
    </message>
    <message>
        <source>You settled it: the SMS was sent</source>
        <translation>您已核对：短信已发送</translation>
    </message>
    <message>
        <source>You settled it: no SMS was sent</source>
        <translation>您已核对：短信未发送</translation>
    </message>
    <message>
        <source>Charged after the end: balance {before} → {after}</source>
        <translation>结束后被扣费：余额 {before} → {after}</translation>
    </message>
    <message>
        <source>The balance contradicts what you settled: {before} → {after}</source>
        <translation>余额与您的核对不符：{before} → {after}</translation>
    </message>
    <message>
        <source>You saw the notice of this charge</source>
        <translation>您已查看此扣费通知</translation>
    </message>
    <message>
        <source>The service shows the earlier SMS again</source>
        <translation>平台再次给出了之前的短信</translation>
    </message>
    <message>
        <source>You took it for a new code</source>
        <translation>您已将其视为新验证码</translation>
    </message>
    <message>
        <source>Report of the result sent</source>
        <translation>已发送状态反馈</translation>
    </message>
    <message>
        <source>Report refused</source>
        <translation>状态反馈被拒绝</translation>
    </message>
    <message>
        <source>Report did not leave: {cause}</source>
        <translation>状态反馈未发出：{cause}</translation>
    </message>
    <message>
        <source>Report not confirmed: {cause}</source>
        <translation>状态反馈未确认：{cause}</translation>
    </message>
    <message>
        <source>Asked to use it again</source>
        <translation>请求再次使用</translation>
    </message>
    <message>
        <source>In use again: the new SMS below shows it</source>
        <translation>已再次使用：下面的新短信可以证明</translation>
    </message>
    <message>
        <source>In use again</source>
        <translation>再次使用中</translation>
    </message>
    <message>
        <source>Use again refused</source>
        <translation>再次使用被拒绝</translation>
    </message>
    <message>
        <source>Use again sent, no answer</source>
        <translation>再次使用已发送，无应答</translation>
    </message>
    <message>
        <source>Asked to send an SMS</source>
        <translation>请求发短信</translation>
    </message>
    <message>
        <source>The SMS was handed in</source>
        <translation>短信已提交</translation>
    </message>
    <message>
        <source>Sending refused</source>
        <translation>发短信被拒绝</translation>
    </message>
    <message>
        <source>Sending sent, no answer</source>
        <translation>发短信已发送，无应答</translation>
    </message>
    <message>
        <source>Result reported</source>
        <translation>已反馈状态</translation>
    </message>
    <message>
        <source>Done, no code is to come</source>
        <translation>完成，不再等待验证码</translation>
    </message>
    <message>
        <source>{words}. Note: {note}</source>
        <translation>{words}。备注：{note}</translation>
    </message>
    <message>
        <source>Code copied</source>
        <translation>已复制验证码</translation>
    </message>
    <message>
        <source>Number copied</source>
        <translation>已复制号码</translation>
    </message>
    <message>
        <source>SMS text copied</source>
        <translation>已复制短信内容</translation>
    </message>
    <message>
        <source>Part of the SMS copied</source>
        <translation>已复制部分短信</translation>
    </message>
    <message>
        <source>Release by itself switched off</source>
        <translation>已关闭自动释放</translation>
    </message>
    <message>
        <source>Without a code released by itself after {n} min, at {clock}</source>
        <translation>{n} 分钟无验证码则于 {clock} 自动释放</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>FX Desk: evidence for number {n} of this journal</source>
        <translation>FX Desk：本记录中第 {n} 个号码的凭证</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>生成程序</translation>
    </message>
    <message>
        <source>Numbers, keys and codes are masked.</source>
        <translation>号码、密钥和验证码已遮盖。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>手机号码</translation>
    </message>
    <message>
        <source>Key (pkey)</source>
        <translation>密钥 (pkey)</translation>
    </message>
    <message>
        <source>The service&apos;s own time</source>
        <translation>平台时间</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Docking code</source>
        <translation>对接码</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>取号时间</translation>
    </message>
    <message>
        <source>Price in the list</source>
        <translation>价目表价格</translation>
    </message>
    <message>
        <source>Dearest country in the list</source>
        <translation>价目表中最贵的国家</translation>
    </message>
    <message>
        <source>Price of the country that came</source>
        <translation>所得号码国家的单价</translation>
    </message>
    <message>
        <source>Max price sent</source>
        <translation>发送的最高价</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>None came.</source>
        <translation>没有收到。</translation>
    </message>
    <message>
        <source>receipt of a sent SMS</source>
        <translation>发送短信的回执</translation>
    </message>
    <message>
        <source>came after the end</source>
        <translation>结束后才到达</translation>
    </message>
    <message>
        <source>use {n} of the number</source>
        <translation>第 {n} 次使用该号码</translation>
    </message>
    <message>
        <source>Its code and text were lost with a part of the journal.</source>
        <translation>其验证码和内容已随日志的一部分丢失。</translation>
    </message>
    <message>
        <source>Its code and text were deleted.</source>
        <translation>其验证码和短信内容已删除。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>验证码</translation>
    </message>
    <message>
        <source>The service named no code.</source>
        <translation>平台未给出验证码。</translation>
    </message>
    <message>
        <source>Balances seen before and after</source>
        <translation>前后看到的余额</translation>
    </message>
    <message>
        <source>None was seen.</source>
        <translation>没有看到余额。</translation>
    </message>
    <message>
        <source>What the balance says</source>
        <translation>余额变动说明</translation>
    </message>
    <message>
        <source>for this number</source>
        <translation>本号码</translation>
    </message>
    <message>
        <source>for other numbers</source>
        <translation>其他号码</translation>
    </message>
    <message>
        <source>credited</source>
        <translation>入账</translation>
    </message>
    <message>
        <source>not explained</source>
        <translation>无法解释</translation>
    </message>
    <message>
        <source>Requests and answers</source>
        <translation>请求与应答</translation>
    </message>
    <message>
        <source>({n} times until then)</source>
        <translation>（到此共 {n} 次）</translation>
    </message>
    <message>
        <source>no answer: {cause}</source>
        <translation>无应答：{cause}</translation>
    </message>
    <message>
        <source>The release is allowed after {n} s.</source>
        <translation>{n} 秒后才可释放。</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}：{value}</translation>
    </message>
</context>
<context>
    <name>EvidenceDialog</name>
    <message>
        <source>Evidence for {number}, {service}</source>
        <translation>{number} 的凭证，{service}</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>凭证</translation>
    </message>
    <message>
        <source>a number that is not known</source>
        <translation>未知号码</translation>
    </message>
    <message>
        <source>This is what is copied or saved. The password and the token are never in it.</source>
        <translation>复制或保存的就是这些内容，其中绝不含密码和 token。</translation>
    </message>
    <message>
        <source>Mask numbers, keys and codes</source>
        <translation>遮盖号码、密钥和验证码</translation>
    </message>
</context>
<context>
    <name>GetNumberButton</name>
    <message>
        <source>Get number</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>取号中…</translation>
    </message>
</context>
<context>
    <name>LeaseActions</name>
    <message>
        <source>Copy number with country code</source>
        <translation>复制号码（含区号）</translation>
    </message>
    <message>
        <source>Copy number without country code</source>
        <translation>复制号码（不含区号）</translation>
    </message>
    <message>
        <source>Copy number and key</source>
        <translation>复制号码和密钥</translation>
    </message>
    <message>
        <source>Show the linked number</source>
        <translation>显示关联号码</translation>
    </message>
    <message>
        <source>Copy docking code</source>
        <translation>复制对接码</translation>
    </message>
    <message>
        <source>Save evidence…</source>
        <translation>保存凭证…</translation>
    </message>
    <message>
        <source>Go to the details</source>
        <translation>转到详情</translation>
    </message>
    <message>
        <source>Undo release</source>
        <translation>撤销释放</translation>
    </message>
    <message>
        <source>Clear closed numbers</source>
        <translation>清除已结束的号码</translation>
    </message>
</context>
<context>
    <name>LeaseColumns</name>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
</context>
<context>
    <name>LeaseDelegate</name>
    <message>
        <source>in the text</source>
        <translation>见短信</translation>
    </message>
</context>
<context>
    <name>LeaseDetails</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Back to the table</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>More acts</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>SMS text</source>
        <translation>短信内容</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>复制验证码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Docking code</source>
        <translation>对接码</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Text lost</source>
        <translation>内容已丢失</translation>
    </message>
    <message>
        <source>Text deleted</source>
        <translation>内容已删除</translation>
    </message>
    <message>
        <source>{time} · receipt of the sent SMS</source>
        <translation>{time} · 发送回执</translation>
    </message>
    <message>
        <source>{time} · before it was used again</source>
        <translation>{time} · 再次使用之前</translation>
    </message>
</context>
<context>
    <name>LeaseEmpty</name>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>No numbers yet</source>
        <translation>还没有号码</translation>
    </message>
    <message>
        <source>FX Desk rents a phone number for one SMS code, one click at a time.</source>
        <translation>FX Desk 每次点击租用一个号码，接收一条短信验证码。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>With your API name and password, or a pasted token.</source>
        <translation>使用 API 账号和密码，或粘贴 Token。</translation>
    </message>
    <message>
        <source>Pick a service and a country</source>
        <translation>选择项目和国家</translation>
    </message>
    <message>
        <source>Type in the box on the left. The price stands beside the button.</source>
        <translation>在左侧输入框中输入，单价显示在按钮上方。</translation>
    </message>
    <message>
        <source>Get number</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>The code arrives in the table by itself; Enter copies it.</source>
        <translation>验证码会自动出现在列表中，按 Enter 复制。</translation>
    </message>
    <message>
        <source>No code? Release the number</source>
        <translation>没有验证码？释放号码</translation>
    </message>
    <message>
        <source>The service charges for a number whose SMS arrives before you release it.</source>
        <translation>若短信在释放前到达，平台会扣费。</translation>
    </message>
    <message>
        <source>Use it for accounts of your own. The terms of the sites where you use a number apply to you.</source>
        <translation>仅用于您自己的账号。使用号码时请遵守相应网站的条款。</translation>
    </message>
    <message>
        <source>Nothing matches &apos;{typed}&apos;</source>
        <translation>没有与“{typed}”匹配的内容</translation>
    </message>
    <message>
        <source>No open numbers</source>
        <translation>没有进行中的号码</translation>
    </message>
    <message>
        <source>{n} closed ones are not shown.</source>
        <translation>有 {n} 个已结束的未显示。</translation>
    </message>
    <message>
        <source>A closed one is not shown.</source>
        <translation>有 1 个已结束的未显示。</translation>
    </message>
</context>
<context>
    <name>LeaseModel</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>已等待</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>验证码</translation>
    </message>
    <message>
        <source>Buttons</source>
        <translation>按钮</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>No action is open</source>
        <translation>没有可用操作</translation>
    </message>
</context>
<context>
    <name>LeasePage</name>
    <message>
        <source>Open</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Numbers to show</source>
        <translation>要显示的号码</translation>
    </message>
    <message>
        <source>Filter numbers</source>
        <translation>筛选号码</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Release instead</source>
        <translation>改为释放</translation>
    </message>
    <message>
        <source>Release {number} instead?</source>
        <translation>改为释放 {number}？</translation>
    </message>
    <message>
        <source>The service blacklists a number only after its SMS, and none has come here. Released, it costs nothing; if its SMS comes first, it is charged and can be blacklisted.</source>
        <translation>平台只在收到短信后才允许加黑，而该号码尚未收到短信。释放不扣费；若短信先到，则会扣费，之后可加黑。</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Open {n}</source>
        <translation>进行中 {n}</translation>
    </message>
    <message>
        <source>Numbers that are not over or not settled, and codes that were not copied yet</source>
        <translation>未结束或未核对的号码，以及尚未复制的验证码</translation>
    </message>
    <message>
        <source>All {n}</source>
        <translation>全部 {n}</translation>
    </message>
</context>
<context>
    <name>LeaseTable</name>
    <message>
        <source>Numbers</source>
        <translation>号码</translation>
    </message>
</context>
<context>
    <name>Limits</name>
    <message>
        <source>The balance of {account} is {balance}, which is below {least}.</source>
        <translation>{account} 的余额为 {balance}，低于 {least}。</translation>
    </message>
    <message>
        <source>{subject}: nothing was asked for.</source>
        <translation>{subject}：未发出请求。</translation>
    </message>
    <message>
        <source>{doubtful} of it is not settled and counts as spent.</source>
        <translation>其中 {doubtful} 结果未核对，按已花费计算。</translation>
    </message>
    <message>
        <source>The dearest country costs {price}, above your cap of {allowed} per number.</source>
        <translation>最贵的国家单价为 {price}，超过你设定的每个号码上限 {allowed}。</translation>
    </message>
    <message>
        <source>Its price of {price} is above your cap of {allowed} per number.</source>
        <translation>单价 {price} 高于您设定的单号上限 {allowed}。</translation>
    </message>
    <message>
        <source>With a max price of {price} it may cost more than your cap of {allowed}. Lower the max price, or change the cap.</source>
        <translation>最大单价 {price} 可能使费用超过单号上限 {allowed}。请调低最大单价，或更改上限。</translation>
    </message>
    <message>
        <source>Your limit is {allowed} a day; today spent {spent}, open {waiting}.</source>
        <translation>每日限额 {allowed}；今日已花费 {spent}，未结 {waiting}。</translation>
    </message>
    <message>
        <source>Your limit is {allowed} a month; this month spent {spent}, open {waiting}.</source>
        <translation>每月限额 {allowed}；本月已花费 {spent}，未结 {waiting}。</translation>
    </message>
    <message>
        <source>Numbers that are not over: {open_numbers}, {unsettled} of them not settled. Your limit is {allowed}.</source>
        <translation>未结束的号码：{open_numbers} 个，其中 {unsettled} 个尚未核对。你的上限是 {allowed} 个。</translation>
    </message>
    <message>
        <source>Open numbers: {open_numbers}. Your limit is {allowed}.</source>
        <translation>进行中的号码：{open_numbers} 个，您的上限是 {allowed} 个。</translation>
    </message>
    <message>
        <source>Its price is not known, so it can&apos;t be held against your limits.</source>
        <translation>单价未知，无法与您的限额比较。</translation>
    </message>
    <message>
        <source>This one may cost {price}.</source>
        <translation>本次最多花费 {price}。</translation>
    </message>
    <message>
        <source>That is too much already.</source>
        <translation>已经超过限额。</translation>
    </message>
    <message>
        <source>Refresh prices</source>
        <translation>刷新价目表</translation>
    </message>
    <message>
        <source>Change the limit…</source>
        <translation>更改限额…</translation>
    </message>
</context>
<context>
    <name>LogDock</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>全部级别</translation>
    </message>
    <message>
        <source>Trouble only</source>
        <translation>仅异常</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>This number only</source>
        <translation>仅此号码</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save log…</source>
        <translation>保存日志…</translation>
    </message>
    <message>
        <source>Close the log</source>
        <translation>关闭日志</translation>
    </message>
    <message>
        <source>Requests and answers</source>
        <translation>请求与应答</translation>
    </message>
    <message>
        <source>secrets masked</source>
        <translation>机密已遮盖</translation>
    </message>
    <message>
        <source>Save log</source>
        <translation>保存日志</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Account and prices</source>
        <translation>账号与价格</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Number</source>
        <translation>号码(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>No browser could be opened. Open {url} yourself.</source>
        <translation>无法打开浏览器，请自行打开 {url}。</translation>
    </message>
    <message>
        <source>FX Desk {version}. Rents a phone number for one SMS code, one click at a time. Use it for accounts of your own.</source>
        <translation>FX Desk {version}。每次点击租用一个号码，接收一条短信验证码。仅用于您自己的账号。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>About FX Desk</source>
        <translation>关于 FX Desk</translation>
    </message>
    <message>
        <source>Numbers {n}</source>
        <translation>号码 {n}</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>What you asked for is on its way to the service. FX Desk listens for two minutes.</source>
        <translation>请求正在发往平台，FX Desk 会等待两分钟。</translation>
    </message>
    <message>
        <source>The balance shows that it was charged after its end. Save the evidence for the service.</source>
        <translation>余额显示该号码结束后仍被扣费。请为平台客服保存凭据。</translation>
    </message>
    <message>
        <source>The balance contradicts what you settled: it fell by what this costs. Look at the balance check.</source>
        <translation>余额与您的核对不符：余额减少的正是此项的费用。请查看余额核对。</translation>
    </message>
    <message>
        <source>The SMS came after the end. It counts as charged; its text can be copied.</source>
        <translation>短信在结束后到达，视为已扣费；短信内容可复制。</translation>
    </message>
    <message>
        <source>FX Desk does not ask again by itself. Settle it when the balance is clear.</source>
        <translation>FX Desk 不会自动再次请求。余额明确后请核对。</translation>
    </message>
    <message>
        <source>NOT SAVED: what came last is not on the disk. Make room; FX Desk tries again each second.</source>
        <translation>未保存：最近的内容尚未写入磁盘。请清理空间，FX Desk 每秒重试一次。</translation>
    </message>
    <message>
        <source>NOT SAVED: copy this number and key now. The journal cannot be written at the moment; FX Desk tries again each second.</source>
        <translation>未保存：请立即复制此号码和密钥。记录暂时无法写入，FX Desk 每秒重试一次。</translation>
    </message>
    <message>
        <source>Your SMS was handed over and no answer came. Settle whether it was sent and charged.</source>
        <translation>您的短信已提交但无应答。请核对是否已发出并扣费。</translation>
    </message>
    <message>
        <source>Using it again was sent and no answer came. It may have been charged, and is then in use until {time} at most. FX Desk looks for its SMS; a new one settles it, or you do.</source>
        <translation>再次使用的请求已发送，没有应答。可能已扣费，若已扣费则最晚使用到 {time}。FX Desk 会继续取码；收到新短信即可确认，也可由您确认。</translation>
    </message>
    <message>
        <source>An act on this number was sent and no answer came. It may have been charged. Settle it.</source>
        <translation>对此号码的操作已发送但无应答，可能已扣费。请核对。</translation>
    </message>
    <message>
        <source>The service does not know this number any more. Look for its SMS once more, then settle it by the balance.</source>
        <translation>平台已不认识此号码。请再取一次码，然后按余额核对。</translation>
    </message>
    <message>
        <source>Its account is signed out, so it is not released. Sign in to go on.</source>
        <translation>所属账号已退出登录，因此未释放。登录后继续。</translation>
    </message>
    <message>
        <source>You wanted to blacklist this number before the program ended. Blacklist it now, or keep it.</source>
        <translation>程序退出前您要加黑此号码。请立即加黑，或保留。</translation>
    </message>
    <message>
        <source>You wanted to release this number before the program ended. Release it now, or keep it.</source>
        <translation>程序退出前您要释放此号码。请立即释放，或保留。</translation>
    </message>
    <message>
        <source>The service has not confirmed the blacklisting. You can blacklist it again.</source>
        <translation>平台未确认加黑。可再次加黑。</translation>
    </message>
    <message>
        <source>The service has not confirmed the release, so it may still be charged. You can release it again.</source>
        <translation>平台未确认释放，仍可能扣费。可再次释放。</translation>
    </message>
    <message>
        <source>The service sold this very number before, so its SMS may be charged on both rows. Show the linked number.</source>
        <translation>平台曾给过同一号码，其短信可能在两行都扣费。请显示关联号码。</translation>
    </message>
    <message>
        <source>The service&apos;s answer named no number. The evidence shows the answer.</source>
        <translation>平台的应答中没有号码。凭证中可看到应答。</translation>
    </message>
    <message>
        <source>The service&apos;s answer named no number, but it may be charged. The evidence shows the answer; release what you cannot use.</source>
        <translation>平台的应答中没有号码，但可能会扣费。凭证中可看到应答；不能用的请释放。</translation>
    </message>
    <message>
        <source>Its account is signed out, so nobody looks for the SMS. Sign in to watch it.</source>
        <translation>所属账号已退出登录，无人取码。请登录以继续。</translation>
    </message>
    <message>
        <source>The service shows the earlier SMS again; that is no new code. If you know that it came anew, choose It is the code.</source>
        <translation>平台再次返回了之前的短信，并非新验证码。如果您确定它是新收到的，请选择“这就是验证码”。</translation>
    </message>
    <message>
        <source>No SMS for a long time. Release the number if you do not need it.</source>
        <translation>长时间没有短信。不需要时请释放号码。</translation>
    </message>
</context>
<context>
    <name>MessageStrip</name>
    <message>
        <source>More messages</source>
        <translation>更多消息</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>另 {n} 个</translation>
    </message>
</context>
<context>
    <name>NotEncryptedMark</name>
    <message>
        <source>Not encrypted</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>The service is asked over http. Others on the way can read the password, the token and the codes. Choose an https address in the preferences.</source>
        <translation>正在通过 http 访问平台。途中的他人可以读取密码、Token 和验证码。请在设置中改用 https 地址。</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>this number</source>
        <translation>此号码</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>一个号码</translation>
    </message>
    <message>
        <source>the number</source>
        <translation>该号码</translation>
    </message>
    <message>
        <source>{service}, {country}</source>
        <translation>{service}，{country}</translation>
    </message>
    <message>
        <source>Show row</source>
        <translation>显示该行</translation>
    </message>
    <message>
        <source>Settle…</source>
        <translation>核对…</translation>
    </message>
    <message>
        <source>It is the code</source>
        <translation>这就是验证码</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>{number} ({service}) is in use again for {minutes} min. Its next SMS is awaited.</source>
        <translation>{number}（{service}）已再次使用，时长 {minutes} 分钟，正在等待下一条短信。</translation>
    </message>
    <message>
        <source>Using {number} ({service}) again was sent, no answer came. It may have been charged, and is then in use until {until} at most. FX Desk looks for its SMS and asks no second time.</source>
        <translation>再次使用 {number}（{service}）的请求已发送，没有应答。可能已扣费，若已扣费则最晚使用到 {until}。FX Desk 会继续取码，但不会再次请求。</translation>
    </message>
    <message>
        <source>Using {number} ({service}) again was sent, no answer came. It may have been charged. FX Desk will not ask again by itself.</source>
        <translation>再次使用 {number}（{service}）的请求已发送，无应答，可能已扣费。FX Desk 不会自动重试。</translation>
    </message>
    <message>
        <source>No answer yet to using {number} again. FX Desk is still listening.</source>
        <translation>再次使用 {number} 尚无应答，FX Desk 仍在等待。</translation>
    </message>
    <message>
        <source>{number} ({service}) is not used again, nothing is charged. {why}</source>
        <translation>{number}（{service}）未再次使用，未扣费。{why}</translation>
    </message>
    <message>
        <source>The SMS from {number} ({service}) was handed in. Its receipt is awaited.</source>
        <translation>{number}（{service}）的短信已提交，正在等待发送回执。</translation>
    </message>
    <message>
        <source>The service has this SMS from {number} already: the first try went through. Its receipt is awaited.</source>
        <translation>平台已有 {number} 的这条短信：第一次提交已成功，正在等待发送回执。</translation>
    </message>
    <message>
        <source>The SMS from {number} ({service}) was handed over, no answer came. It may have been sent and charged. FX Desk will not send it again by itself.</source>
        <translation>{number}（{service}）的短信已提交，无应答，可能已发出并扣费。FX Desk 不会自动重发。</translation>
    </message>
    <message>
        <source>No answer yet to the SMS from {number}. FX Desk is still listening.</source>
        <translation>{number} 的短信尚无应答，FX Desk 仍在等待。</translation>
    </message>
    <message>
        <source>The SMS from {number} ({service}) is not sent. {why}</source>
        <translation>{number}（{service}）的短信未发送。{why}</translation>
    </message>
    <message>
        <source>{subject}: the SMS was sent, its receipt is here. A code may still follow.</source>
        <translation>{subject}：短信已发送，回执已到，之后仍可能收到验证码。</translation>
    </message>
    <message>
        <source>{subject}: a message came while it is not known whether your SMS was sent. It may be its receipt or a code.</source>
        <translation>{subject}：在不确定短信是否已发送时收到一条消息，它可能是发送回执，也可能是验证码。</translation>
    </message>
    <message>
        <source>{subject}: the service shows the earlier SMS again. That is no new code, unless you know that it came anew.</source>
        <translation>{subject}：平台再次返回之前的短信。除非您确定它是新收到的，否则并非新验证码。</translation>
    </message>
    <message>
        <source>Reported for {number} ({service}): {result}.</source>
        <translation>已反馈 {number}（{service}）：{result}。</translation>
    </message>
    <message>
        <source>Your account may not report results, and each try can cost balance. Reporting is switched off again.</source>
        <translation>您的账户没有状态反馈权限，每次尝试都可能扣减余额。状态反馈已重新关闭。</translation>
    </message>
    <message>
        <source>The result for {number} is not reported: nothing was sent, {cause}.</source>
        <translation>{number} 的状态未反馈：未发送，{cause}。</translation>
    </message>
    <message>
        <source>The report for {number} was sent, no answer came: {cause}. It is not repeated.</source>
        <translation>{number} 的状态反馈已发送，无应答：{cause}。不会重复发送。</translation>
    </message>
    <message>
        <source>The result for {number} ({service}) is not reported. {why}</source>
        <translation>{number}（{service}）的状态未反馈。{why}</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Release now</source>
        <translation>立即释放</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>{subject}: the request was sent, no answer came. It may have been charged. FX Desk will not ask again by itself.</source>
        <translation>{subject}：请求已发送，无应答，可能已扣费。FX Desk 不会自动再次取号。</translation>
    </message>
    <message>
        <source>{subject}: no answer yet. FX Desk is still listening.</source>
        <translation>{subject}：尚无应答，FX Desk 仍在等待。</translation>
    </message>
    <message>
        <source>Signed in again. Press Get number.</source>
        <translation>已重新登录，请按“取号”。</translation>
    </message>
    <message>
        <source>A number is being asked for already. Wait for its answer first.</source>
        <translation>正在取号，请先等待应答。</translation>
    </message>
    <message>
        <source>{subject}: the answer names no number, but it may be charged. See it in the log.</source>
        <translation>{subject}：应答中没有号码，但可能已扣费。请查看日志。</translation>
    </message>
    <message>
        <source>{subject}: {why}</source>
        <translation>{subject}：{why}</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Open numbers…</source>
        <translation>未结束的号码…</translation>
    </message>
    <message>
        <source>Price {price}.</source>
        <translation>单价 {price}。</translation>
    </message>
    <message>
        <source>Last known balance {balance}.</source>
        <translation>最近已知余额 {balance}。</translation>
    </message>
    <message>
        <source>Releasing {number} ({service}) in {n} s</source>
        <translation>{n} 秒后释放 {number}（{service}）</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The service allows the release of {number} in {n} s. It is sent then.</source>
        <translation>平台要求 {n} 秒后才能释放 {number}，届时自动释放。</translation>
    </message>
    <message>
        <source>The release of {number} ({service}) is not confirmed. It may still be charged.</source>
        <translation>{number}（{service}）的释放未确认，仍可能扣费。</translation>
    </message>
    <message>
        <source>Release again</source>
        <translation>再次释放</translation>
    </message>
    <message>
        <source>The service wants {seconds} s to pass before {number} may be released. Keep it?</source>
        <translation>平台要求 {seconds} 秒后才能释放 {number}。要保留吗？</translation>
    </message>
    <message>
        <source>You wanted to release {number} ({service}) before the program ended. Release it?</source>
        <translation>程序退出前您要释放 {number}（{service}）。现在释放吗？</translation>
    </message>
    <message>
        <source>The SMS came first: {number} ({service}) is charged. See its code.</source>
        <translation>短信已先到：{number}（{service}）已扣费。请看验证码。</translation>
    </message>
    <message>
        <source>{number} ({service}) has waited long without a code. Release it?</source>
        <translation>{number}（{service}）长时间没有验证码。要释放吗？</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>The service asks for a pause: {number} ({service}) is looked up again in {n} s.</source>
        <translation>平台要求暂停：{n} 秒后再次查询 {number}（{service}）。</translation>
    </message>
    <message>
        <source>{subject}: the code has arrived.</source>
        <translation>{subject}：验证码已到。</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>复制验证码</translation>
    </message>
    <message>
        <source>{subject}: an SMS came after the end. It counts as charged.</source>
        <translation>{subject}：短信在结束后到达，视为已扣费。</translation>
    </message>
    <message>
        <source>{subject}: NOT SAVED. Copy number and key now; FX Desk tries to save it again each second.</source>
        <translation>{subject}：未保存。请立即复制号码和密钥；FX Desk 每秒重试保存。</translation>
    </message>
    <message>
        <source>Copy number and key</source>
        <translation>复制号码和密钥</translation>
    </message>
    <message>
        <source>{subject}: charged after its end. The balance went from {before} to {after}, and nothing else that FX Desk knows of explains it.</source>
        <translation>{subject}：结束后仍被扣费。余额从 {before} 变为 {after}，FX Desk 没有其他记录可以解释。</translation>
    </message>
    <message>
        <source>Evidence…</source>
        <translation>凭据…</translation>
    </message>
    <message>
        <source>{number} ({service}) is not blacklisted. {why}</source>
        <translation>{number}（{service}）未加黑。{why}</translation>
    </message>
    <message>
        <source>The blacklisting of {number} ({service}) is not confirmed.</source>
        <translation>{number}（{service}）的加黑未确认。</translation>
    </message>
    <message>
        <source>Blacklist again</source>
        <translation>再次加黑</translation>
    </message>
    <message>
        <source>You wanted to blacklist {number} ({service}) before the program ended. Blacklist it?</source>
        <translation>程序退出前您要加黑 {number}（{service}）。现在加黑吗？</translation>
    </message>
    <message>
        <source>Blacklist…</source>
        <translation>加黑…</translation>
    </message>
    <message>
        <source>{subject}: the service does not know {number} any more. Settle it by the balance.</source>
        <translation>{subject}：平台已不认识 {number}，请按余额核对。</translation>
    </message>
    <message>
        <source>the account</source>
        <translation>该账号</translation>
    </message>
    <message>
        <source>Sign in to go on: {account} is not signed in any more.</source>
        <translation>请登录后继续：{account} 的登录已失效。</translation>
    </message>
    <message>
        <source>Signed in: {account}.</source>
        <translation>已登录：{account}。</translation>
    </message>
    <message>
        <source>Not signed in. {why}</source>
        <translation>未登录。{why}</translation>
    </message>
    <message>
        <source>The balance is not known. {why}</source>
        <translation>余额未知。{why}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>No new prices. {why}</source>
        <translation>价目表未更新。{why}</translation>
    </message>
    <message>
        <source>{skipped} rows of the price list could not be read and are left out.</source>
        <translation>价目表中有 {skipped} 行无法识别，已略过。</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>Not saved. {why}</source>
        <translation>未保存。{why}</translation>
    </message>
    <message>
        <source>{number} ({service}) was released too often, so the service has blacklisted it. Wait a little longer before the next releases.</source>
        <translation>{number}（{service}）释放次数过多，已被平台加黑。请隔久一些再释放其他号码。</translation>
    </message>
    <message>
        <source>{number} ({service}) is not released: the service is sending an SMS from it.</source>
        <translation>{number}（{service}）未释放：平台正在用它发送短信。</translation>
    </message>
    <message>
        <source>No code for {number} ({service}) in {minutes} min: it is released by itself.</source>
        <translation>{number}（{service}）{minutes} 分钟内无验证码：正在自动释放。</translation>
    </message>
    <message>
        <source>{number} ({service}) has waited {minutes} min, but it is not released by itself while its account is signed out.</source>
        <translation>{number}（{service}）已等待 {minutes} 分钟，但账号已退出登录，不会自动释放。</translation>
    </message>
    <message>
        <source>{number} ({service}) has waited {minutes} min, but the service shows the earlier SMS again. Release it, or say that it is the code.</source>
        <translation>{number}（{service}）已等待 {minutes} 分钟，但平台再次给出之前的短信。请释放，或确认它就是验证码。</translation>
    </message>
    <message>
        <source>{number} ({service}) has waited {minutes} min, but the service can&apos;t be asked a last time for a code. It is released by itself once it can.</source>
        <translation>{number}（{service}）已等待 {minutes} 分钟，但暂时无法最后查询一次验证码。恢复后会自动释放。</translation>
    </message>
    <message>
        <source>These files were put aside as they were and may still hold SMS texts: {files}.</source>
        <translation>以下文件曾原样另存，可能仍含短信内容：{files}。</translation>
    </message>
    <message>
        <source>Delete them…</source>
        <translation>删除这些文件…</translation>
    </message>
    <message>
        <source>The backup is written and was read again: {file}</source>
        <translation>备份已写入并已重新读取核对：{file}</translation>
    </message>
    <message>
        <source>No backup was written. {why}</source>
        <translation>未写入备份。{why}</translation>
    </message>
    <message>
        <source>The backup was not taken in; nothing was changed. {why}</source>
        <translation>未恢复备份，没有任何改动。{why}</translation>
    </message>
    <message>
        <source>The settings could not be read and are kept as {aside}: the defaults are in force and your limits are off; set them again.</source>
        <translation>设置无法读取，已另存为 {aside}：现使用默认设置，您设的限额已失效，请重新设置。</translation>
    </message>
    <message>
        <source>The settings could not be read: the defaults are in force and your limits are off. {why}</source>
        <translation>设置无法读取：现使用默认设置，您设的限额已失效。{why}</translation>
    </message>
    <message>
        <source>These settings could not be read and have their defaults: {faults}.</source>
        <translation>以下设置无法读取，已恢复默认：{faults}。</translation>
    </message>
    <message>
        <source>The settings are not saved: they hold until FX Desk ends. {why}</source>
        <translation>设置未保存，仅在本次运行中有效。{why}</translation>
    </message>
    <message>
        <source>{numbers} came from the backup, {open}: check the list.</source>
        <translation>从备份恢复了 {numbers}，{open}：请核对列表。</translation>
    </message>
    <message>
        <source>{happened}; nothing of it could be read: if you had open numbers, look for them on the service&apos;s site.</source>
        <translation>{happened}；其中没有可读取的内容：如果有未结束的号码，请到平台网站上查看。</translation>
    </message>
    <message>
        <source>{happened}; {numbers} could be read, {open}: check the list.</source>
        <translation>{happened}；读出 {numbers}，{open}：请核对列表。</translation>
    </message>
    <message>
        <source>{happened}; {numbers} could be read, {open}, with what the copy of {when} adds: check the list.</source>
        <translation>{happened}；读出 {numbers}，{open}，并由 {when} 的副本补充：请核对列表。</translation>
    </message>
    <message>
        <source>{happened}; {read} could be read and {copied} came from the copy of {when}, {open}: look on the service&apos;s site for any that you got later.</source>
        <translation>{happened}；读出 {read}，另有 {copied}来自 {when} 的副本，{open}：之后取到的号码请到平台网站上查看。</translation>
    </message>
    <message>
        <source>{happened}; {numbers} came from the copy of {when}, {open}; any that you got later are missing: look on the service&apos;s site.</source>
        <translation>{happened}；{numbers}来自 {when} 的副本，{open}；之后取到的号码这里没有：请到平台网站上查看。</translation>
    </message>
    <message>
        <source>The text of 1 SMS was lost.</source>
        <translation>1 条短信的内容已丢失。</translation>
    </message>
    <message>
        <source>The texts of {n} SMS were lost.</source>
        <translation>{n} 条短信的内容已丢失。</translation>
    </message>
    <message>
        <source>The journal was another program&apos;s file, kept as {aside}</source>
        <translation>日志文件属于其他程序，已保留为 {aside}</translation>
    </message>
    <message>
        <source>The journal was missing</source>
        <translation>日志文件不见了</translation>
    </message>
    <message>
        <source>The journal was empty</source>
        <translation>日志文件是空的</translation>
    </message>
    <message>
        <source>The journal had lost its last entries</source>
        <translation>日志缺少最后的记录</translation>
    </message>
    <message>
        <source>The journal was damaged and is kept as {aside}</source>
        <translation>日志已损坏，保留为 {aside}</translation>
    </message>
    <message>
        <source>1 number</source>
        <translation>1 个号码</translation>
    </message>
    <message>
        <source>{n} numbers</source>
        <translation>{n} 个号码</translation>
    </message>
    <message>
        <source>{n} open</source>
        <translation>{n} 个未结束</translation>
    </message>
    <message>
        <source>none open</source>
        <translation>均已结束</translation>
    </message>
    <message>
        <source>Entries that could not be read: {n}.</source>
        <translation>无法读取的条目：{n}。</translation>
    </message>
    <message>
        <source>Numbers pieced together from what else tells of them: {n}.</source>
        <translation>根据其他记录拼合的号码：{n}。</translation>
    </message>
    <message>
        <source>The text of one SMS is deleted. What it cost is kept.</source>
        <translation>已删除 1 条短信的内容，费用记录保留。</translation>
    </message>
    <message>
        <source>The texts of {n} SMS are deleted. What they cost is kept.</source>
        <translation>已删除 {n} 条短信的内容，费用记录保留。</translation>
    </message>
    <message>
        <source>The backup held no number that was not here already.</source>
        <translation>备份中没有新的号码。</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>详情…</translation>
    </message>
</context>
<context>
    <name>OfferPicker</name>
    <message>
        <source>{service}, {country}</source>
        <translation>{service}，{country}</translation>
    </message>
    <message>
        <source>Released by itself after {n} min without a code.</source>
        <translation>{n} 分钟无验证码则自动释放。</translation>
    </message>
</context>
<context>
    <name>OpenNumbers</name>
    <message>
        <source>Open numbers</source>
        <translation>未结束的号码</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>number {number}</source>
        <translation>号码 {number}</translation>
    </message>
    <message>
        <source>developer ID {did}</source>
        <translation>开发者ID {did}</translation>
    </message>
    <message>
        <source>docking code asked for</source>
        <translation>请求对接码</translation>
    </message>
    <message>
        <source>max price {price}</source>
        <translation>最大单价 {price}</translation>
    </message>
    <message>
        <source>SMS pushed to your link</source>
        <translation>短信推送到您的链接</translation>
    </message>
    <message>
        <source>Options in force: {options}</source>
        <translation>已启用的选项：{options}</translation>
    </message>
</context>
<context>
    <name>OptionsButton</name>
    <message>
        <source>Options, in force</source>
        <translation>选项，已启用</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Options: a number of your choice, docking code, max price</source>
        <translation>选项：指定取号、对接码、最大单价</translation>
    </message>
</context>
<context>
    <name>OptionsPanel</name>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Options for {place}</source>
        <translation>{place} 的选项</translation>
    </message>
    <message>
        <source>They hold for this choice each time you come back to it, until you clear them.</source>
        <translation>每次选择此项时都有效，直到您清除。</translation>
    </message>
    <message>
        <source>Number of your choice</source>
        <translation>指定取号</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>A whole number without its country code, or its first digits. Not all services allow it.</source>
        <translation>不含区号的完整号码，或号段。并非所有项目都允许。</translation>
    </message>
    <message>
        <source>Developer ID</source>
        <translation>开发者ID</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The ID as shown on the developer side, or a docking code that you were given.</source>
        <translation>开发者端显示的 ID，或您拿到的对接码。</translation>
    </message>
    <message>
        <source>Ask for the docking code</source>
        <translation>请求对接码</translation>
    </message>
    <message>
        <source>It comes with the number and stands in its details, to be copied.</source>
        <translation>随号码返回，显示在详情中，可复制。</translation>
    </message>
    <message>
        <source>off</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Max price</source>
        <translation>最大单价</translation>
    </message>
    <message>
        <source>The document says: if you don&apos;t enter it or enter 0, it is not enabled; after entering, the request is added to the exclusive matchmaking that meets it. So a number can cost more than the list price.</source>
        <translation>文档说明：不填或填 0 则不启用；填写后，请求会加入符合条件的专属匹配。因此费用可能高于价目表单价。</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Push link</source>
        <translation>推送链接</translation>
    </message>
    <message>
        <source>Passed on to the service as it is. The service says that it pushes the SMS to this link; what it sends, and whether, FX Desk does not know.</source>
        <translation>原样传给平台。平台称会将短信推送到此链接；FX Desk 不知道推送的内容以及是否推送。</translation>
    </message>
    <message>
        <source>Clear options</source>
        <translation>清除选项</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use options</source>
        <translation>使用选项</translation>
    </message>
    <message>
        <source>The number may hold digits only, without + and the country code.</source>
        <translation>号码只能包含数字，不含 + 和区号。</translation>
    </message>
    <message>
        <source>The max price is no amount.</source>
        <translation>最大单价不是金额。</translation>
    </message>
    <message>
        <source>The push link must begin with https:// or http://.</source>
        <translation>推送链接必须以 https:// 或 http:// 开头。</translation>
    </message>
</context>
<context>
    <name>PageBar</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>Save numbers as CSV</source>
        <translation>将号码保存为 CSV</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>PickerHead</name>
    <message>
        <source>Get a number</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Refresh the price list</source>
        <translation>刷新价目表</translation>
    </message>
    <message>
        <source>Remove from the favourites</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Add to the favourites</source>
        <translation>加入收藏</translation>
    </message>
    <message>
        <source>Stop loading the prices</source>
        <translation>停止加载价目表</translation>
    </message>
    <message>
        <source>Refresh the price list, as of {time}</source>
        <translation>刷新价目表，截至 {time}</translation>
    </message>
</context>
<context>
    <name>PreferenceRow</name>
    <message>
        <source>Changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>Back to the default: {value}</source>
        <translation>恢复默认：{value}</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Applies at once, without a restart.</source>
        <translation>立即生效，无需重启。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Light, dark, or as the system is set.</source>
        <translation>浅色、深色，或跟随系统。</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Relative to the system&apos;s font. The window grows with it.</source>
        <translation>相对于系统字体，窗口随之放大。</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>行高</translation>
    </message>
    <message>
        <source>Comfortable rows are 36 pixels high, compact ones 28.</source>
        <translation>宽松行高 36 像素，紧凑行高 28 像素。</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Time to undo a release</source>
        <translation>撤销释放的时间</translation>
    </message>
    <message>
        <source>A release is sent after these seconds; until then it can be undone.</source>
        <translation>经过这些秒数后才发送释放，在此之前可以撤销。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Remind of a number that waits</source>
        <translation>提醒长时间等待的号码</translation>
    </message>
    <message>
        <source>After these minutes without a code FX Desk asks whether to release it.</source>
        <translation>这些分钟内没有验证码时，FX Desk 会询问是否释放。</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Release new numbers by themselves</source>
        <translation>新号码自动释放</translation>
    </message>
    <message>
        <source>After these minutes without a code, and one last look for it. Each number can be set otherwise.</source>
        <translation>超过这些分钟仍无验证码时，最后查询一次后自动释放。每个号码可单独设定。</translation>
    </message>
    <message>
        <source>Report result</source>
        <translation>状态反馈</translation>
    </message>
    <message>
        <source>Tells the service how a number did. The document says: it needs a permission that accounts do not have by default; do not call it without, to avoid a decrease of the balance.</source>
        <translation>向平台反馈号码的使用状态。文档说明：需要账号默认没有的权限；没有权限请勿调用，以免扣减余额。</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>Copy numbers with country code</source>
        <translation>复制号码时含区号</translation>
    </message>
    <message>
        <source>+60 before the number. Ctrl+Shift+C copies it with the code in any case.</source>
        <translation>号码前加 +60。Ctrl+Shift+C 总是含区号复制。</translation>
    </message>
    <message>
        <source>Copy a new number by itself</source>
        <translation>自动复制新号码</translation>
    </message>
    <message>
        <source>It replaces what the clipboard holds as soon as the number is there.</source>
        <translation>取到号码后立即替换剪贴板内容。</translation>
    </message>
    <message>
        <source>Copy an arriving code by itself</source>
        <translation>自动复制到达的验证码</translation>
    </message>
    <message>
        <source>It replaces what the clipboard holds as soon as the code is there.</source>
        <translation>验证码到达后立即替换剪贴板内容。</translation>
    </message>
    <message>
        <source>Clear a copied code after</source>
        <translation>清除已复制的验证码</translation>
    </message>
    <message>
        <source>Only if the clipboard still holds it. Codes and SMS are marked as secret.</source>
        <translation>仅当剪贴板中仍是它时清除。验证码和短信会标记为机密。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Data and log</source>
        <translation>数据与日志</translation>
    </message>
    <message>
        <source>Keep SMS texts</source>
        <translation>保留短信内容</translation>
    </message>
    <message>
        <source>Older texts and codes are deleted, from the journal&apos;s copies too. That an SMS came, when and what it cost stays, and so do your own words, such as a reason to blacklist. Texts of open numbers stay until they are over.</source>
        <translation>更早的短信内容和验证码会被删除，日志的副本中也一样。收到过短信、时间和费用会保留，您自己写的文字（如加黑理由）也会保留。未结束号码的内容保留到结束为止。</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>Delete texts now…</source>
        <translation>立即删除短信内容…</translation>
    </message>
    <message>
        <source>Mask evidence</source>
        <translation>遮盖凭证中的号码</translation>
    </message>
    <message>
        <source>Numbers, keys and codes are masked in a number&apos;s evidence until you switch it off there.</source>
        <translation>号码凭证中的号码、密钥和验证码会被遮盖，可在凭证窗口中关闭。</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>One file with all numbers and what they cost, readable by you alone. What is to be deleted by now is deleted before. A copy of each day, and one of the last minutes, lie beside the journal anyway.</source>
        <translation>一个包含全部号码及费用的文件，仅您可读。到期应删除的内容会先删除。日志旁本来就有每天的副本和最近几分钟的副本。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Where the files lie</source>
        <translation>文件位置</translation>
    </message>
    <message>
        <source>Delete texts</source>
        <translation>删除短信内容</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>FX Desk backup (*.sqlite)</source>
        <translation>FX Desk 备份 (*.sqlite)</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Cap per number</source>
        <translation>单号上限</translation>
    </message>
    <message>
        <source>Held against the list price, for any country against the dearest one. A max price is passed on to the service and is no cap, so it may not be above this.</source>
        <translation>与价目表单价比较；任意国家按最贵的国家比较。最大单价会传给平台，并不是上限，因此不得高于此值。</translation>
    </message>
    <message>
        <source>Limit per day</source>
        <translation>每日限额</translation>
    </message>
    <message>
        <source>What was charged, lost or has an unknown outcome counts as spent; open numbers count at the most that they may cost.</source>
        <translation>已扣费、已损失和结果未知的按已花费计算；进行中的号码按可能的最高费用计算。</translation>
    </message>
    <message>
        <source>Limit per month</source>
        <translation>每月限额</translation>
    </message>
    <message>
        <source>The same by calendar months. All accounts count together.</source>
        <translation>按自然月同样计算。所有账号合并计算。</translation>
    </message>
    <message>
        <source>Open numbers at most</source>
        <translation>同时进行的号码上限</translation>
    </message>
    <message>
        <source>No further number is asked for while so many are open.</source>
        <translation>达到此数量时不再取号。</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Warn of a low balance</source>
        <translation>余额不足提醒</translation>
    </message>
    <message>
        <source>While the last known balance of the account that buys is below this amount.</source>
        <translation>当取号账号最近已知的余额低于此金额时提醒。</translation>
    </message>
    <message>
        <source>A limit stops a purchase before anything is sent. The document names no price for sending an SMS: it counts as its number, and is not sent while a limit is passed.</source>
        <translation>限额会在发出任何请求之前阻止购买。文档没有规定发短信的价格：它按所用号码计算，超过限额时不会发送。</translation>
    </message>
    <message>
        <source>Not in it: {n} of unknown price.</source>
        <translation>未计入：{n} 个单价未知。</translation>
    </message>
    <message>
        <source>Today spent {spent}, open {waiting}.</source>
        <translation>今日已花费 {spent}，未结 {waiting}。</translation>
    </message>
    <message>
        <source>This month spent {spent}, open {waiting}.</source>
        <translation>本月已花费 {spent}，未结 {waiting}。</translation>
    </message>
    <message>
        <source>{amount} of it is not settled.</source>
        <translation>其中 {amount} 尚未核对。</translation>
    </message>
    <message>
        <source>{n} open now.</source>
        <translation>目前进行中 {n} 个。</translation>
    </message>
    <message>
        <source>Last known balance {balance}.</source>
        <translation>最近已知余额 {balance}。</translation>
    </message>
    <message>
        <source>There is nothing to delete in the journal. Its copies are gone through.</source>
        <translation>记录中没有可删除的内容，将检查其副本。</translation>
    </message>
    <message>
        <source>Go through the copies</source>
        <translation>检查副本</translation>
    </message>
    <message>
        <source>A journal that could not be used was put aside as it was and may hold SMS texts too: {files}. What could be read of it is in the journal; once deleted it cannot be searched again.</source>
        <translation>无法使用的日志已原样另存，其中也可能有短信内容：{files}。能读取的部分已在当前日志中；删除后无法再次从中查找。</translation>
    </message>
    <message>
        <source>Delete what was put aside too</source>
        <translation>同时删除另存的文件</translation>
    </message>
    <message>
        <source>The journal holds no SMS text</source>
        <translation>日志中没有短信内容</translation>
    </message>
    <message>
        <source>Codes and texts go from the journal and its copies and cannot be brought back. That an SMS came, when and what it cost stays. Files that you saved elsewhere are yours to delete.</source>
        <translation>验证码和短信内容将从日志及其副本中删除，无法恢复。收到过短信、时间和费用会保留。您保存在别处的文件需自行删除。</translation>
    </message>
    <message>
        <source>{n} more belong to numbers that are open or not settled: they stay unless you choose all.</source>
        <translation>另有 {n} 条属于未结束或未确认的号码：除非选择全部，否则保留。</translation>
    </message>
    <message>
        <source>Delete all {n}</source>
        <translation>全部删除 {n} 条</translation>
    </message>
    <message>
        <source>Delete the text of one SMS?</source>
        <translation>删除 1 条短信的内容？</translation>
    </message>
    <message>
        <source>Delete the texts of {n} SMS?</source>
        <translation>删除 {n} 条短信的内容？</translation>
    </message>
    <message>
        <source>Delete {n}</source>
        <translation>删除 {n} 条</translation>
    </message>
    <message>
        <source>Choose another…</source>
        <translation>选择其他文件…</translation>
    </message>
    <message>
        <source>This file cannot be restored</source>
        <translation>此文件无法恢复</translation>
    </message>
    <message>
        <source>It holds {numbers}, {open} then; its last entry is of {last}.</source>
        <translation>其中有 {numbers}，当时{open}；最后一条记录的时间为 {last}。</translation>
    </message>
    <message>
        <source>{file} holds nothing new</source>
        <translation>{file} 中没有新内容</translation>
    </message>
    <message>
        <source>All of it is here already.</source>
        <translation>其中全部内容这里都已有。</translation>
    </message>
    <message>
        <source>Not in the backup, and left as they are: {numbers}.</source>
        <translation>备份中没有、将保持不变：{numbers}。</translation>
    </message>
    <message>
        <source>Nothing that is here is lost: the journal as it is now is kept beside it as journal.before-restore- with date and time.</source>
        <translation>这里的内容不会丢失：当前日志会以 journal.before-restore- 加日期时间为名另存一份。</translation>
    </message>
    <message>
        <source>Restore from {file}?</source>
        <translation>从 {file} 恢复？</translation>
    </message>
    <message>
        <source>All of its numbers are here already; what it knows more of them is added.</source>
        <translation>其中的号码这里都已有；它多出的记录会补充进来。</translation>
    </message>
    <message>
        <source>1 number of it is not here and is added.</source>
        <translation>其中 1 个号码这里没有，将添加进来。</translation>
    </message>
    <message>
        <source>{n} numbers of it are not here and are added.</source>
        <translation>其中 {n} 个号码这里没有，将添加进来。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>No setting found</source>
        <translation>未找到设置项</translation>
    </message>
    <message>
        <source>Restore all defaults</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Changes apply at once</source>
        <translation>更改立即生效</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
</context>
<context>
    <name>PriceWarningDialog</name>
    <message>
        <source>Before you buy</source>
        <translation>取号前请确认</translation>
    </message>
    <message>
        <source>Price seen</source>
        <translation>看到的单价</translation>
    </message>
    <message>
        <source>In the list</source>
        <translation>价目表中的单价</translation>
    </message>
    <message>
        <source>Price list</source>
        <translation>价目表</translation>
    </message>
    <message>
        <source>Another request that costs is on its way. Wait for its answer first.</source>
        <translation>另一个收费请求正在进行，请先等待其结果。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Refresh prices first</source>
        <translation>先刷新价目表</translation>
    </message>
    <message>
        <source>Get it anyway</source>
        <translation>仍然取号</translation>
    </message>
    <message>
        <source>{service}, any country</source>
        <translation>{service}，任意国家</translation>
    </message>
    <message>
        <source>{service}, {country}</source>
        <translation>{service}，{country}</translation>
    </message>
    <message>
        <source>Get number</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>再次使用</translation>
    </message>
    <message>
        <source>The price has risen</source>
        <translation>单价已上涨</translation>
    </message>
    <message>
        <source>The same again?</source>
        <translation>再取一个相同的？</translation>
    </message>
    <message>
        <source>The price list is old</source>
        <translation>价目表已过时</translation>
    </message>
    <message>
        <source>There is no price list</source>
        <translation>没有价目表</translation>
    </message>
    <message>
        <source>The price has not risen</source>
        <translation>单价没有上涨</translation>
    </message>
    <message>
        <source>It costs more now than when you saw it.</source>
        <translation>现在的单价高于您看到的单价。</translation>
    </message>
    <message>
        <source>The service may ask for another price than the list says.</source>
        <translation>平台的实际单价可能与价目表不同。</translation>
    </message>
    <message>
        <source>What the service asks for can&apos;t be compared with what you saw.</source>
        <translation>无法将平台的单价与您看到的单价比较。</translation>
    </message>
    <message>
        <source>The same was asked for {n} s ago. Each number is charged on its own.</source>
        <translation>{n} 秒前刚请求过相同的项目和国家。每个号码分别计费。</translation>
    </message>
    <message>
        <source>Nothing has been asked for yet.</source>
        <translation>尚未发出请求。</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>age not known: the clock went back</source>
        <translation>时间未知：系统时钟曾被调回</translation>
    </message>
    <message>
        <source>{age} old</source>
        <translation>{age}前</translation>
    </message>
    <message>
        <source>Loading prices…</source>
        <translation>正在加载价目表…</translation>
    </message>
    <message>
        <source>The prices could not be loaded. What is said above is what is known.</source>
        <translation>价目表未能加载，以上是目前已知的信息。</translation>
    </message>
</context>
<context>
    <name>Prices</name>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{h} h {n} min</source>
        <translation>{h} 小时 {n} 分钟</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} 天</translation>
    </message>
</context>
<context>
    <name>PricesNotice</name>
    <message>
        <source>Loading prices…</source>
        <translation>正在加载价目表…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Prices could not be loaded; last try {time}.</source>
        <translation>价目表无法加载，上次尝试 {time}。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The service&apos;s price list is empty.</source>
        <translation>平台的价目表为空。</translation>
    </message>
    <message>
        <source>There is no price list yet.</source>
        <translation>还没有价目表。</translation>
    </message>
    <message>
        <source>Load the prices</source>
        <translation>加载价目表</translation>
    </message>
</context>
<context>
    <name>Purchase</name>
    <message>
        <source>Renting waits until the journal can be written</source>
        <translation>记录可写入之前暂停取号</translation>
    </message>
    <message>
        <source>Sign in to get numbers</source>
        <translation>登录后才能取号</translation>
    </message>
    <message>
        <source>Sign in again to get numbers</source>
        <translation>请重新登录后取号</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Prices are needed first</source>
        <translation>请先加载价目表</translation>
    </message>
    <message>
        <source>Choose a service and a country</source>
        <translation>请选择项目和国家</translation>
    </message>
    <message>
        <source>The max price is no amount</source>
        <translation>最大单价不是金额</translation>
    </message>
    <message>
        <source>The max price is above your cap of {cap} per number</source>
        <translation>最大单价高于您的单号上限 {cap}</translation>
    </message>
    <message>
        <source>Above your cap of {cap} per number</source>
        <translation>高于您的单号上限 {cap}</translation>
    </message>
    <message>
        <source>May cost up to {price}: exclusive offers match too</source>
        <translation>最高可能 {price}：也会匹配专属号码</translation>
    </message>
</context>
<context>
    <name>PurchaseFoot</name>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Max price</source>
        <translation>最大单价</translation>
    </message>
    <message>
        <source>off</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Sent to the service only if you fill it in. The service then also matches exclusive offers up to this price, so a number may cost more than the list says.</source>
        <translation>填写后才会发送给平台。平台届时也会匹配不超过此单价的专属号码，因此费用可能高于价目表。</translation>
    </message>
</context>
<context>
    <name>QuitDialog</name>
    <message>
        <source>Leave FX Desk</source>
        <translation>退出 FX Desk</translation>
    </message>
    <message>
        <source>If every SMS arrives, at most</source>
        <translation>若全部收到短信，最多</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Leave them open</source>
        <translation>保留号码并退出</translation>
    </message>
    <message>
        <source>Release all and leave</source>
        <translation>全部释放并退出</translation>
    </message>
    <message>
        <source>If its SMS arrives, at most</source>
        <translation>若收到短信，最多</translation>
    </message>
    <message>
        <source>If its SMS arrives: the price is unknown</source>
        <translation>若收到短信：单价未知</translation>
    </message>
    <message>
        <source>If every SMS arrives, at most, without one of unknown price</source>
        <translation>若全部收到短信，最多（不含 1 个单价未知的号码）</translation>
    </message>
    <message>
        <source>If every SMS arrives, at most, without {n} of unknown price</source>
        <translation>若全部收到短信，最多（不含 {n} 个单价未知的号码）</translation>
    </message>
    <message>
        <source>If what has no answer yet was charged, besides</source>
        <translation>如果未收到应答的也已扣费，另加</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>The session ends: without an answer in {n} s it stays open.</source>
        <translation>系统会话即将结束：{n} 秒内无应答则保留该号码。</translation>
    </message>
    <message>
        <source>The session ends: without an answer in {n} s they stay open.</source>
        <translation>系统会话即将结束：{n} 秒内无应答则保留号码。</translation>
    </message>
    <message>
        <source>Release it and leave</source>
        <translation>释放并退出</translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation>保留不释放</translation>
    </message>
    <message>
        <source>Leave after the answer</source>
        <translation>收到应答后退出</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>A number left open is charged if its SMS arrives before the service closes it. What stays open is back in the table at the next start.</source>
        <translation>保留的号码若在平台强制释放前收到短信，会扣费。保留的号码下次启动时会回到列表。</translation>
    </message>
    <message>
        <source>Leave anyway</source>
        <translation>仍然退出</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>There is no SMS here.</source>
        <translation>这里没有短信。</translation>
    </message>
    <message>
        <source>No SMS has come yet: release the number instead.</source>
        <translation>尚未收到短信：请改为释放。</translation>
    </message>
    <message>
        <source>The number is still being asked for.</source>
        <translation>仍在取号。</translation>
    </message>
    <message>
        <source>No answer came, so there is no number. Settle the row first.</source>
        <translation>无应答，因此没有号码。请先核对这一行。</translation>
    </message>
    <message>
        <source>The service gave no number.</source>
        <translation>平台没有给号码。</translation>
    </message>
    <message>
        <source>No SMS has come yet.</source>
        <translation>尚未收到短信。</translation>
    </message>
    <message>
        <source>An SMS is being sent from this number.</source>
        <translation>此号码正在发短信。</translation>
    </message>
    <message>
        <source>The SMS has arrived: the number is charged and cannot be released.</source>
        <translation>短信已到：号码已扣费，不能释放。</translation>
    </message>
    <message>
        <source>The number is being released.</source>
        <translation>号码正在释放。</translation>
    </message>
    <message>
        <source>The number has been released.</source>
        <translation>号码已释放。</translation>
    </message>
    <message>
        <source>The number is being blacklisted.</source>
        <translation>号码正在加黑。</translation>
    </message>
    <message>
        <source>The number is blacklisted.</source>
        <translation>号码已加黑。</translation>
    </message>
    <message>
        <source>The service has closed this number.</source>
        <translation>平台已强制释放此号码。</translation>
    </message>
    <message>
        <source>This row was settled as charged and lost.</source>
        <translation>这一行已核对为扣费丢失。</translation>
    </message>
    <message>
        <source>Something paid for on this number is on its way. Wait for its answer.</source>
        <translation>此号码有付费操作正在进行，请等待应答。</translation>
    </message>
    <message>
        <source>An act on this number was sent and no answer came. Settle it first.</source>
        <translation>对此号码的操作已发送但无应答，请先核对。</translation>
    </message>
    <message>
        <source>Nothing on this number is left to be settled.</source>
        <translation>此号码没有需要核对的内容。</translation>
    </message>
    <message>
        <source>No message is here that could be taken for the code.</source>
        <translation>这里没有可作为验证码的消息。</translation>
    </message>
    <message>
        <source>The SMS came first, so the number is charged. It is being fetched.</source>
        <translation>短信先到，该号码已扣费，正在获取短信。</translation>
    </message>
    <message>
        <source>There is no number yet.</source>
        <translation>还没有号码。</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>No numbers</source>
        <translation>暂时无号</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>No such service</source>
        <translation>项目不存在</translation>
    </message>
    <message>
        <source>No such country</source>
        <translation>国家代码有误</translation>
    </message>
    <message>
        <source>Not approved</source>
        <translation>项目未审核</translation>
    </message>
    <message>
        <source>Service disabled</source>
        <translation>项目已禁用</translation>
    </message>
    <message>
        <source>Account disabled</source>
        <translation>用户已禁用</translation>
    </message>
    <message>
        <source>Balance too low</source>
        <translation>余额不足</translation>
    </message>
    <message>
        <source>Too many in use</source>
        <translation>占号过多</translation>
    </message>
    <message>
        <source>Not this number</source>
        <translation>不允许指定取号</translation>
    </message>
    <message>
        <source>Not charged</source>
        <translation>未扣费</translation>
    </message>
    <message>
        <source>Refused ({code})</source>
        <translation>被拒绝（{code}）</translation>
    </message>
</context>
<context>
    <name>ReleaseOftenDialog</name>
    <message>
        <source>Release once more</source>
        <translation>再次释放</translation>
    </message>
    <message>
        <source>Release {number} now?</source>
        <translation>现在释放 {number}？</translation>
    </message>
    <message>
        <source>Keep waiting</source>
        <translation>继续等待</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>This number was asked to be released {n} times already.</source>
        <translation>此号码已请求释放 {n} 次。</translation>
    </message>
    <message>
        <source>This account has asked for releases {n} times within {m} minutes.</source>
        <translation>此账户在 {m} 分钟内已请求释放 {n} 次。</translation>
    </message>
    <message>
        <source>The service blacklists numbers that are released too often; it does not say how often.</source>
        <translation>平台会加黑释放次数过多的号码，但未说明次数上限。</translation>
    </message>
    <message>
        <source>It has done so to this account before.</source>
        <translation>此账号曾因此被加黑过号码。</translation>
    </message>
</context>
<context>
    <name>ReleaseProgress</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>{done} of {all} released, {n} s left</source>
        <translation>已释放 {done} / {all}，剩 {n} 秒</translation>
    </message>
    <message>
        <source>Waiting for the answer, {n} s left</source>
        <translation>等待应答，剩 {n} 秒</translation>
    </message>
</context>
<context>
    <name>ReportMenu</name>
    <message>
        <source>Without the permission for it, this can cost balance</source>
        <translation>没有权限时，此操作可能扣减余额</translation>
    </message>
</context>
<context>
    <name>RequestAgainDialog</name>
    <message>
        <source>Request this number</source>
        <translation>指定取号</translation>
    </message>
    <message>
        <source>Request {number}</source>
        <translation>指定取号 {number}</translation>
    </message>
    <message>
        <source>{service}, {country}: the same number is bought anew. It gets a row of its own and is charged when its SMS arrives.</source>
        <translation>{service}，{country}：重新购买同一号码。它会单独成行，短信到达时扣费。</translation>
    </message>
    <message>
        <source>Not every service allows choosing the number. If this one does not, it says so.</source>
        <translation>并非所有项目都允许指定取号；如不允许，平台会告知。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Another request that costs is on its way. Wait for its answer first.</source>
        <translation>另一个收费请求正在进行，请先等待其结果。</translation>
    </message>
    <message>
        <source>Price {price}</source>
        <translation>单价 {price}</translation>
    </message>
    <message>
        <source>The price list does not name this offer, so its price is not known.</source>
        <translation>价目表中没有此项，单价未知。</translation>
    </message>
    <message>
        <source>The price list does not name this offer now. It was {price} before.</source>
        <translation>价目表中现在没有此项，之前的单价为 {price}。</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>success</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>no code came</source>
        <translation>未收到验证码</translation>
    </message>
    <message>
        <source>number already used</source>
        <translation>号码已被使用</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>No code came</source>
        <translation>未收到验证码</translation>
    </message>
    <message>
        <source>Number already used</source>
        <translation>号码已被使用</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>number unknown</source>
        <translation>号码未知</translation>
    </message>
    <message>
        <source>waited {time}</source>
        <translation>已等待 {time}</translation>
    </message>
    <message>
        <source>price {price}</source>
        <translation>单价 {price}</translation>
    </message>
    <message>
        <source>price at most {price}</source>
        <translation>单价最高 {price}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Any country</source>
        <translation>不限国家</translation>
    </message>
    <message>
        <source>released by itself after one last look</source>
        <translation>最后查询一次后自动释放</translation>
    </message>
    <message>
        <source>released by itself in {time}</source>
        <translation>{time} 后自动释放</translation>
    </message>
</context>
<context>
    <name>SalvageDialog</name>
    <message>
        <source>Open numbers</source>
        <translation>未结束的号码</translation>
    </message>
    <message>
        <source>Check the open numbers</source>
        <translation>请核对未结束的号码</translation>
    </message>
    <message>
        <source>No number is open</source>
        <translation>没有未结束的号码</translation>
    </message>
    <message>
        <source>Each is looked up again as soon as its account is signed in. One that you do not know belongs to you all the same: it may be charged until it is released.</source>
        <translation>账号登录后会继续逐个查询。不认识的号码也属于您：释放之前都可能扣费。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>SelectionCopy</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>SendSmsDialog</name>
    <message>
        <source>Send an SMS</source>
        <translation>发短信</translation>
    </message>
    <message>
        <source>Send an SMS from {number}</source>
        <translation>用 {number} 发短信</translation>
    </message>
    <message>
        <source>{service}: the service sends it and gives a receipt. Its document names no price for sending: watch the balance.</source>
        <translation>{service}：由平台发送并返回回执。文档未说明发送价格，请留意余额。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Send SMS</source>
        <translation>发短信</translation>
    </message>
    <message>
        <source>An earlier try had no answer. If it went through, the service says that this SMS was submitted already, and FX Desk takes that for sent.</source>
        <translation>之前一次提交无应答。如果它已成功，平台会提示该短信已提交，FX Desk 即视为已发送。</translation>
    </message>
    <message>
        <source>Another request that costs is on its way. Wait for its answer first.</source>
        <translation>另一个收费请求正在进行，请先等待其结果。</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>接收号码</translation>
    </message>
    <message>
        <source>For example 10086</source>
        <translation>例如 10086</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>短信内容</translation>
    </message>
    <message>
        <source>{characters} characters · {parts} SMS of up to {per_part}</source>
        <translation>{characters} 个字符 · {parts} 条短信，每条最多 {per_part} 个字符</translation>
    </message>
</context>
<context>
    <name>ServiceFinder</name>
    <message>
        <source>Service name or id</source>
        <translation>项目名称或 ID</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Nothing matches “{typed}”.</source>
        <translation>没有与“{typed}”匹配的项目。</translation>
    </message>
    <message>
        <source>{found} of {all}</source>
        <translation>{found}/{all}</translation>
    </message>
</context>
<context>
    <name>ServiceListModel</name>
    <message>
        <source>{service}, favourite, from {price}</source>
        <translation>{service}，已收藏，{price} 起</translation>
    </message>
    <message>
        <source>{service}, from {price}</source>
        <translation>{service}，{price} 起</translation>
    </message>
</context>
<context>
    <name>ServiceSettings</name>
    <message>
        <source>Address of the service</source>
        <translation>平台地址</translation>
    </message>
    <message>
        <source>The same service runs on other sites. A sign-in is never sent to a host that it was not made for: sign in again there.</source>
        <translation>同一平台也有其他网址。登录信息绝不会发送到其他主机：请在那里重新登录。</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>Back to the default: {value}</source>
        <translation>恢复默认：{value}</translation>
    </message>
    <message>
        <source>Use this address</source>
        <translation>使用此地址</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>{host} has answered encrypted before, so FX Desk does not speak to it unencrypted. Use the https address.</source>
        <translation>{host} 曾以加密方式应答，因此 FX Desk 不会以非加密方式访问。请使用 https 地址。</translation>
    </message>
    <message>
        <source>This is no address. It looks like {example}.</source>
        <translation>这不是地址。格式如 {example}。</translation>
    </message>
    <message>
        <source>Unencrypted connection</source>
        <translation>非加密连接</translation>
    </message>
    <message>
        <source>Speak to {host} without encryption?</source>
        <translation>以非加密方式访问 {host}？</translation>
    </message>
    <message>
        <source>Your password, your sign-in and every message can be read on the way, and changed. Try the https address first. You can take this back here at any time.</source>
        <translation>您的密码、登录信息和每条消息在途中都可能被读取和篡改。请先尝试 https 地址。您可随时在此撤回。</translation>
    </message>
    <message>
        <source>Allow unencrypted</source>
        <translation>允许不加密</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Asking {host} for its price list. Nothing else is sent.</source>
        <translation>正在向 {host} 查询价目表，不发送其他内容。</translation>
    </message>
    <message>
        <source>{host} was asked for its price list. {why}</source>
        <translation>已向 {host} 查询价目表。{why}</translation>
    </message>
    <message>
        <source>{host} answered in {seconds} s with {n} prices.</source>
        <translation>{host} 在 {seconds} 秒内应答，共 {n} 条单价。</translation>
    </message>
    <message>
        <source>Unencrypted connections are allowed to: {hosts}</source>
        <translation>允许非加密连接：{hosts}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>The demo uses a service of its own, whatever stands here.</source>
        <translation>演示使用自带的平台，与此处无关。</translation>
    </message>
    <message>
        <source>{new} is used from the next start of FX Desk. Until then it stays with {now}.</source>
        <translation>下次启动 FX Desk 时使用 {new}，在此之前仍为 {now}。</translation>
    </message>
</context>
<context>
    <name>Settle</name>
    <message>
        <source>Was the number charged?</source>
        <translation>号码是否已扣费？</translation>
    </message>
    <message>
        <source>A number was asked for and no answer came, so it is not known.</source>
        <translation>已请求取号但无应答，因此不知道号码。</translation>
    </message>
    <message>
        <source>It was charged and is lost</source>
        <translation>已扣费，号码丢失</translation>
    </message>
    <message>
        <source>It was not charged</source>
        <translation>未扣费</translation>
    </message>
    <message>
        <source>Charged: it counts as spent. Not charged: the row is closed. If the answer still comes, it counts, whatever you say now.</source>
        <translation>已扣费：计入支出。未扣费：此行关闭。若之后仍收到应答，以应答为准。</translation>
    </message>
    <message>
        <source>Is the number in use again?</source>
        <translation>号码是否已再次使用？</translation>
    </message>
    <message>
        <source>It was asked for and no answer came. It may have been charged.</source>
        <translation>请求已发送但无应答，可能已扣费。</translation>
    </message>
    <message>
        <source>It is in use again</source>
        <translation>已再次使用</translation>
    </message>
    <message>
        <source>It is not</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>In use again: FX Desk looks for its next SMS. Not: the number stays as it was.</source>
        <translation>已再次使用：FX Desk 会查询下一条短信。没有：号码保持原样。</translation>
    </message>
    <message>
        <source>Was the SMS sent?</source>
        <translation>短信是否已发出？</translation>
    </message>
    <message>
        <source>It was handed over and no answer came. It may have been sent and charged.</source>
        <translation>短信已提交但无应答，可能已发出并扣费。</translation>
    </message>
    <message>
        <source>It was sent</source>
        <translation>已发出</translation>
    </message>
    <message>
        <source>It was not sent</source>
        <translation>未发出</translation>
    </message>
    <message>
        <source>Sent: FX Desk looks for its receipt. Not sent: the number goes on waiting, and you may send it again.</source>
        <translation>已发出：FX Desk 会查询发送回执。未发出：号码继续等待，可重新发送。</translation>
    </message>
    <message>
        <source>The service does not know this number any more, so nothing can be asked.</source>
        <translation>平台已不认识此号码，无法再查询。</translation>
    </message>
    <message>
        <source>It is gone, not charged</source>
        <translation>已失效，未扣费</translation>
    </message>
    <message>
        <source>Charged: it counts as spent. Gone: the row is closed. An SMS that still comes is shown.</source>
        <translation>已扣费：计入支出。已失效：此行关闭。之后若有短信仍会显示。</translation>
    </message>
    <message>
        <source>It was asked for and no answer came. It may have been charged, and is then in use until {time} at most. A new SMS settles it by itself.</source>
        <translation>请求已发送，没有应答。可能已扣费，若已扣费则最晚使用到 {time}。收到新短信即自动确认。</translation>
    </message>
    <message>
        <source>{service}, {number}: used again for {minutes} min</source>
        <translation>{service}，{number}：再次使用 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{service}, {number}: an SMS to {receiver}: {text}</source>
        <translation>{service}，{number}：发往 {receiver} 的短信：{text}</translation>
    </message>
    <message>
        <source>{service}, {place}</source>
        <translation>{service}，{place}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>{least} to {most}, by country</source>
        <translation>{least} 至 {most}，视国家而定</translation>
    </message>
    <message>
        <source>{time}, {span} ago</source>
        <translation>{time}，{span} 前</translation>
    </message>
    <message>
        <source>{amount} at {time}</source>
        <translation>{amount}（{time}）</translation>
    </message>
    <message>
        <source>The balance has not been seen since then, so nothing can be told yet.</source>
        <translation>此后尚未查询余额，暂时无法判断。</translation>
    </message>
    <message>
        <source>The balance has fallen by {amount}, which is the price: it was most likely charged.</source>
        <translation>余额减少了 {amount}，正好等于单价：很可能已扣费。</translation>
    </message>
    <message>
        <source>The balance has fallen by {amount}, which is not the price.</source>
        <translation>余额减少了 {amount}，与单价不符。</translation>
    </message>
    <message>
        <source>The balance has not moved: nothing was charged for it so far. It may still be charged when an SMS comes.</source>
        <translation>余额没有变动：到目前为止未因此扣费。收到短信时仍可能扣费。</translation>
    </message>
    <message>
        <source>The balance has fallen by {amount}, which is between its lowest and its highest price: it was most likely charged.</source>
        <translation>余额减少了 {amount}，在其最低与最高单价之间：很可能已扣费。</translation>
    </message>
    <message>
        <source>The balance has fallen by {amount}, which this may have cost. Others in this time may have cost it too: {others}.</source>
        <translation>余额减少了 {amount}，可能是此项的费用；这段时间内的其他操作也可能产生这笔费用：{others}。</translation>
    </message>
    <message>
        <source>The balance has risen by {amount}, so it can&apos;t tell.</source>
        <translation>余额增加了 {amount}，无法判断。</translation>
    </message>
    <message>
        <source>The balance has fallen by {amount}.</source>
        <translation>余额减少了 {amount}。</translation>
    </message>
    <message>
        <source>This is read from the first balance; the later ones may have other charges in them.</source>
        <translation>此处以第一次余额为准，之后的余额可能含有其他扣费。</translation>
    </message>
    <message>
        <source>The balance has fallen by {amount}, exactly this price, and nothing else bought in this time ({others}) had an SMS: it was most likely charged, unless the service holds prices from getPhone on.</source>
        <translation>余额减少了 {amount}，正好是这个单价；这段时间内的其他购买（{others}）都没有收到短信：很可能已扣费，除非平台从取号起就预扣单价。</translation>
    </message>
    <message>
        <source>1 other purchase</source>
        <translation>1 次其他购买</translation>
    </message>
    <message>
        <source>{n} other purchases</source>
        <translation>{n} 次其他购买</translation>
    </message>
    <message>
        <source>1 SMS on another number</source>
        <translation>其他号码收到 1 条短信</translation>
    </message>
    <message>
        <source>{n} SMS on other numbers</source>
        <translation>其他号码收到 {n} 条短信</translation>
    </message>
    <message>
        <source>The balance can&apos;t tell: {others} in this time.</source>
        <translation>无法由余额判断：此期间有 {others}。</translation>
    </message>
    <message>
        <source> and </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Ask for the balance now; the service allows it once a minute.</source>
        <translation>现在查询余额；平台每分钟允许一次。</translation>
    </message>
    <message>
        <source>Sign in to this account, then ask for the balance.</source>
        <translation>登录此账号，然后查询余额。</translation>
    </message>
    <message>
        <source>Look at {site}, what the service lists there.</source>
        <translation>到 {site} 查看平台的记录。</translation>
    </message>
    <message>
        <source>Look at the service&apos;s site, what it lists there.</source>
        <translation>到平台网站查看记录。</translation>
    </message>
    <message>
        <source>Then say what happened. Nothing is sent by that.</source>
        <translation>然后选择实际情况，不会因此发送任何请求。</translation>
    </message>
</context>
<context>
    <name>SettleDialog</name>
    <message>
        <source>Settle</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Ask for the balance now</source>
        <translation>立即查询余额</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>请求内容</translation>
    </message>
    <message>
        <source>Sent at</source>
        <translation>发送时间</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Balance before</source>
        <translation>之前的余额</translation>
    </message>
    <message>
        <source>First balance since</source>
        <translation>之后第一次余额</translation>
    </message>
    <message>
        <source>Last balance since</source>
        <translation>之后最近余额</translation>
    </message>
    <message>
        <source>Note, such as the number that the site shows</source>
        <translation>备注，例如网站上显示的号码</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>An answer came after all: {state}. There is nothing left to settle.</source>
        <translation>应答最终到达：{state}。已无需核对。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Ask for the balance in {n} s</source>
        <translation>{n} 秒后可查询余额</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>字母</translation>
    </message>
    <message>
        <source>Find a service</source>
        <translation>查找项目</translation>
    </message>
    <message>
        <source>Move through the list</source>
        <translation>在列表中移动</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Service: to the countries; country: get the number</source>
        <translation>项目：转到国家；国家：取号</translation>
    </message>
    <message>
        <source>Enter in the table</source>
        <translation>列表中按 Enter</translation>
    </message>
    <message>
        <source>Copy the code, or the number while waiting</source>
        <translation>复制验证码，等待时复制号码</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Choose and press a row&apos;s button</source>
        <translation>选择并按下行内按钮</translation>
    </message>
    <message>
        <source>Favourite on or off</source>
        <translation>收藏或取消收藏</translation>
    </message>
    <message>
        <source>Clear the filter, then leave to the table</source>
        <translation>清除筛选，然后回到列表</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Sign in to FX Desk</source>
        <translation>登录 FX Desk</translation>
    </message>
    <message>
        <source>http, not encrypted · {host}</source>
        <translation>http，未加密 · {host}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Sign in in {n} s</source>
        <translation>{n} 秒后可登录</translation>
    </message>
    <message>
        <source>{why} The service allows the next try after a minute.</source>
        <translation>{why}平台要求一分钟后再试。</translation>
    </message>
    <message>
        <source>The service refused the last sign-in. From the same address it allows the next one after a minute; FX Desk does not try by itself.</source>
        <translation>平台拒绝了上次登录。同一 IP 需等待一分钟，FX Desk 不会自动重试。</translation>
    </message>
    <message>
        <source>Waiting for your keyring…</source>
        <translation>等待密钥环…</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>The token is empty. Copy it from the site and paste it.</source>
        <translation>Token 为空。请从网站复制并粘贴。</translation>
    </message>
    <message>
        <source>A token has no spaces and no |. Copy it from the site once more.</source>
        <translation>Token 不含空格和 |。请从网站重新复制。</translation>
    </message>
    <message>
        <source>API name and password</source>
        <translation>API 账号和密码</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Way to sign in</source>
        <translation>登录方式</translation>
    </message>
    <message>
        <source>Keep in the system keyring</source>
        <translation>保存到系统密钥环</translation>
    </message>
    <message>
        <source>Keep the password too</source>
        <translation>同时保存密码</translation>
    </message>
    <message>
        <source>API name</source>
        <translation>API 账号</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>显示密码</translation>
    </message>
    <message>
        <source>On the site: API → My API name. It is not your login name.</source>
        <translation>见网站：API → 我的API账号。它不是登录名。</translation>
    </message>
    <message>
        <source>Show the token</source>
        <translation>显示 Token</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>Name in this window</source>
        <translation>在此窗口中的名称</translation>
    </message>
    <message>
        <source>The site shows it under API. It stays the same until the password changes.</source>
        <translation>见网站的 API 页面。修改密码前保持不变。</translation>
    </message>
</context>
<context>
    <name>SignOut</name>
    <message>
        <source>A number is only looked up and released while its account is signed in. What is left open stays in the table, marked as not watched, and is charged if its SMS arrives before the service closes it.</source>
        <translation>只有账号登录时才能取码和释放。保留的号码留在列表中并标为“无人取码”，若在平台强制释放前收到短信，会扣费。</translation>
    </message>
    <message>
        <source>1 number of {account} is still open</source>
        <translation>{account} 还有 1 个号码进行中</translation>
    </message>
    <message>
        <source>{n} numbers of {account} are still open</source>
        <translation>{account} 还有 {n} 个号码进行中</translation>
    </message>
    <message>
        <source>Sign out, leave them open</source>
        <translation>退出登录，保留号码</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Release and sign out</source>
        <translation>释放并退出登录</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>保持登录</translation>
    </message>
    <message>
        <source>{done} of {all} released. The sign-out follows by itself.</source>
        <translation>已释放 {done}/{all}，随后自动退出登录。</translation>
    </message>
</context>
<context>
    <name>SmsText</name>
    <message>
        <source>SMS text</source>
        <translation>短信内容</translation>
    </message>
    <message>
        <source>Click to copy</source>
        <translation>点击复制</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>{service}: code {code} received</source>
        <translation>{service}：已回码 {code}</translation>
    </message>
    <message>
        <source>{service}: SMS received</source>
        <translation>{service}：已收到短信</translation>
    </message>
    <message>
        <source>{service}: number released</source>
        <translation>{service}：号码已释放</translation>
    </message>
    <message>
        <source>{service}: sent, no answer, may be charged</source>
        <translation>{service}：已发送，无应答，可能已扣费</translation>
    </message>
    <message>
        <source>Code copied</source>
        <translation>已复制验证码</translation>
    </message>
    <message>
        <source>Number copied</source>
        <translation>已复制号码</translation>
    </message>
    <message>
        <source>Text copied</source>
        <translation>已复制文本</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>Waiting for code</source>
        <translation>等待验证码</translation>
    </message>
    <message>
        <source>Code received</source>
        <translation>已回码</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>已释放</translation>
    </message>
    <message>
        <source>Blacklisted</source>
        <translation>已加黑</translation>
    </message>
    <message>
        <source>Sent, no answer</source>
        <translation>已发送，无应答</translation>
    </message>
    <message>
        <source>Charged, lost</source>
        <translation>已扣费，丢失</translation>
    </message>
    <message>
        <source>Closed by service</source>
        <translation>平台已强制释放</translation>
    </message>
    <message>
        <source>NOT SAVED</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Receipt or code?</source>
        <translation>回执或验证码？</translation>
    </message>
    <message>
        <source>Charged after release</source>
        <translation>释放后被扣费</translation>
    </message>
    <message>
        <source>Charged after the end</source>
        <translation>结束后被扣费</translation>
    </message>
    <message>
        <source>Charged after all?</source>
        <translation>可能已扣费</translation>
    </message>
    <message>
        <source>Late SMS</source>
        <translation>迟到短信</translation>
    </message>
    <message>
        <source>Unknown to service</source>
        <translation>平台不认识</translation>
    </message>
    <message>
        <source>Not watched</source>
        <translation>无人取码</translation>
    </message>
    <message>
        <source>Release or keep?</source>
        <translation>释放还是保留？</translation>
    </message>
    <message>
        <source>Fetching the SMS…</source>
        <translation>正在获取短信…</translation>
    </message>
    <message>
        <source>Releasing in {n} h</source>
        <translation>{n} 小时后释放</translation>
    </message>
    <message>
        <source>Not released, retry in {n} s</source>
        <translation>释放失败，{n} 秒后重试</translation>
    </message>
    <message>
        <source>Release not confirmed</source>
        <translation>释放未确认</translation>
    </message>
    <message>
        <source>Not released</source>
        <translation>释放失败</translation>
    </message>
    <message>
        <source>Blacklist now?</source>
        <translation>现在加黑？</translation>
    </message>
    <message>
        <source>Not blacklisted, retry in {n} s</source>
        <translation>加黑失败，{n} 秒后重试</translation>
    </message>
    <message>
        <source>Blacklist not confirmed</source>
        <translation>加黑未确认</translation>
    </message>
    <message>
        <source>Not blacklisted</source>
        <translation>加黑失败</translation>
    </message>
    <message>
        <source>Unreadable answer</source>
        <translation>应答无法识别</translation>
    </message>
    <message>
        <source>Retrying in {n} s</source>
        <translation>{n} 秒后重试</translation>
    </message>
    <message>
        <source>Retrying…</source>
        <translation>正在重试…</translation>
    </message>
    <message>
        <source>No answer yet…</source>
        <translation>尚无应答…</translation>
    </message>
    <message>
        <source>Text lost</source>
        <translation>内容已丢失</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>取号中…</translation>
    </message>
    <message>
        <source>Earlier SMS again</source>
        <translation>仍是旧短信</translation>
    </message>
    <message>
        <source>Number unknown</source>
        <translation>号码未知</translation>
    </message>
    <message>
        <source>Still waiting: release?</source>
        <translation>仍在等待：释放吗？</translation>
    </message>
    <message>
        <source>Waiting, sold twice</source>
        <translation>等待验证码（重复给号）</translation>
    </message>
    <message>
        <source>Sending SMS</source>
        <translation>短信发送中</translation>
    </message>
    <message>
        <source>SMS sent</source>
        <translation>短信已发送</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Releasing in {n} s</source>
        <translation>{n} 秒后释放</translation>
    </message>
    <message>
        <source>Releasing…</source>
        <translation>正在释放…</translation>
    </message>
    <message>
        <source>Blacklisting…</source>
        <translation>正在加黑…</translation>
    </message>
    <message>
        <source>Last look…</source>
        <translation>最后查询…</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Prices as of {time}</source>
        <translation>价目表截至 {time}</translation>
    </message>
    <message>
        <source>1 number looked up</source>
        <translation>1 个号码取码中</translation>
    </message>
    <message>
        <source>{n} numbers looked up</source>
        <translation>{n} 个号码取码中</translation>
    </message>
    <message>
        <source>No connection · {looked}, next try in {n} s</source>
        <translation>无连接 · {looked}，{n} 秒后重试</translation>
    </message>
    <message>
        <source>Service not reached · {looked}, next try in {n} s</source>
        <translation>无法连接平台 · {looked}，{n} 秒后重试</translation>
    </message>
    <message>
        <source>Connected · {looked}, next in {n} s</source>
        <translation>已连接 · {looked}，{n} 秒后下一次</translation>
    </message>
    <message>
        <source>Not signed in · prices only</source>
        <translation>未登录 · 仅价目表</translation>
    </message>
    <message>
        <source>No open numbers</source>
        <translation>没有进行中的号码</translation>
    </message>
    <message>
        <source>Connected · nothing to look up</source>
        <translation>已连接 · 没有待取码的号码</translation>
    </message>
    <message>
        <source>Clipboard cleared</source>
        <translation>剪贴板已清空</translation>
    </message>
    <message>
        <source>Clipboard not cleared, the system kept it: clear it yourself</source>
        <translation>剪贴板未清空，系统保留了内容：请自行清空</translation>
    </message>
    <message>
        <source>Clipboard holds something else, left alone</source>
        <translation>剪贴板已是其他内容，未改动</translation>
    </message>
    <message>
        <source>Clipboard clears in {n} s</source>
        <translation>{n} 秒后清空剪贴板</translation>
    </message>
    <message>
        <source>Clear the clipboard now</source>
        <translation>立即清空剪贴板</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>Last error: nothing was sent, {cause}; {tries}.</source>
        <translation>上次错误：未发送，{cause}；{tries}。</translation>
    </message>
    <message>
        <source>Last error: the answer could not be read; {tries}.</source>
        <translation>上次错误：应答无法识别；{tries}。</translation>
    </message>
    <message>
        <source>Last error: no answer, {cause}; {tries}.</source>
        <translation>上次错误：无应答，{cause}；{tries}。</translation>
    </message>
    <message>
        <source>one try</source>
        <translation>已试 1 次</translation>
    </message>
    <message>
        <source>{n} tries</source>
        <translation>已试 {n} 次</translation>
    </message>
    <message>
        <source>Next try in {n} s.</source>
        <translation>{n} 秒后重试。</translation>
    </message>
    <message>
        <source>Trying again now.</source>
        <translation>正在重试。</translation>
    </message>
    <message>
        <source>Text lost with a part of the journal. The SMS came on {day} at {time}.</source>
        <translation>内容已随日志的一部分丢失。该短信于 {day} {time} 收到。</translation>
    </message>
    <message>
        <source>Text deleted. The SMS came on {day} at {time}.</source>
        <translation>内容已删除。短信于 {day} {time} 到达。</translation>
    </message>
    <message>
        <source>Asked the service for a number. FX Desk listens for two minutes.</source>
        <translation>已向平台取号，FX Desk 等待应答两分钟。</translation>
    </message>
    <message>
        <source>Closed without a number. If an answer still comes, the row opens again.</source>
        <translation>已关闭，没有号码。若应答仍到达，此行会重新打开。</translation>
    </message>
    <message>
        <source>The SMS was handed in. FX Desk looks for its receipt.</source>
        <translation>短信已提交，FX Desk 正在查询发送回执。</translation>
    </message>
    <message>
        <source>This message may be the receipt of your SMS, or a code. Say which: choose It is the code, or settle whether the SMS was sent.</source>
        <translation>这条消息可能是发送回执，也可能是验证码。请确认：选择“这就是验证码”，或核对短信是否已发送。</translation>
    </message>
    <message>
        <source>The service confirms the SMS; this is its receipt, not a code. A code may follow.</source>
        <translation>平台确认短信已发送；这是发送回执，不是验证码，之后可能收到验证码。</translation>
    </message>
    <message>
        <source>In use again, use {n} of this number. No new SMS yet.</source>
        <translation>再次使用中，该号码第 {n} 次使用，尚无新短信。</translation>
    </message>
    <message>
        <source>No SMS yet, looked {n} times.</source>
        <translation>尚无短信，已取码 {n} 次。</translation>
    </message>
    <message>
        <source>No SMS yet.</source>
        <translation>尚无短信。</translation>
    </message>
    <message>
        <source>The SMS came first, so it is charged. FX Desk fetches it now.</source>
        <translation>短信先到，因此已扣费。FX Desk 正在获取短信。</translation>
    </message>
    <message>
        <source>The service wants {n} s to pass before the release. You can keep the number instead.</source>
        <translation>平台要求 {n} 秒后才能释放。您也可以保留此号码。</translation>
    </message>
    <message>
        <source>It is released when the time is up. Until then you can keep it.</source>
        <translation>倒计时结束后释放，在此之前可以保留。</translation>
    </message>
    <message>
        <source>The service allows the release later. It is sent when the time is up.</source>
        <translation>平台要求稍后释放，到时自动释放。</translation>
    </message>
    <message>
        <source>The service has taken it back. An SMS that comes late is still shown.</source>
        <translation>平台已收回。迟到的短信仍会显示。</translation>
    </message>
    <message>
        <source>The service closed this number before an SMS came.</source>
        <translation>平台在收到短信前强制释放了此号码。</translation>
    </message>
    <message>
        <source>The number is blacklisted; no SMS will come.</source>
        <translation>号码已加黑，不会再有短信。</translation>
    </message>
    <message>
        <source>You settled it as charged and lost. It counts as spent.</source>
        <translation>您已核对为扣费丢失，计入支出。</translation>
    </message>
    <message>
        <source>Sent at {time}, no answer came. It may have been charged.</source>
        <translation>{time} 已发送，无应答，可能已扣费。</translation>
    </message>
    <message>
        <source>Sent at {time} for {price}, no answer came. It may have been charged.</source>
        <translation>{time} 以单价 {price} 发送，无应答，可能已扣费。</translation>
    </message>
    <message>
        <source>Sent at {time} for at most {price}, no answer came. It may have been charged.</source>
        <translation>{time} 以最高单价 {price} 发送，无应答，可能已扣费。</translation>
    </message>
    <message>
        <source>It is not released by itself while its account is signed out.</source>
        <translation>账号已退出登录，期间不会自动释放。</translation>
    </message>
    <message>
        <source>It is not released by itself, since the service does not know it.</source>
        <translation>平台不认识此号码，因此不会自动释放。</translation>
    </message>
    <message>
        <source>Its time is up. It is released by itself once the service can be asked a last time for a code.</source>
        <translation>时间已到。能最后查询一次验证码后即自动释放。</translation>
    </message>
    <message>
        <source>Its time is up. After one last look for a code it is released.</source>
        <translation>时间已到。最后查询一次验证码后即释放。</translation>
    </message>
    <message>
        <source>Without a code it is released by itself at {clock}, in {time}.</source>
        <translation>若无验证码，将于 {clock}（{time} 后）自动释放。</translation>
    </message>
</context>
<context>
    <name>SupportLogDialog</name>
    <message>
        <source>Log for support</source>
        <translation>客服日志</translation>
    </message>
    <message>
        <source>Versions, settings, the end of the journal and the log. No password, token, SMS text or code is in it. It is in English, for those who read it.</source>
        <translation>含版本、设置、记录末尾和日志，不含密码、token、短信内容和验证码。内容为英文，供客服阅读。</translation>
    </message>
    <message>
        <source>Mask numbers, keys and favourites</source>
        <translation>遮盖号码、密钥和收藏</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>取号时间</translation>
    </message>
    <message>
        <source>Asked (UTC)</source>
        <translation>取号时间 (UTC)</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Got</source>
        <translation>到号时间</translation>
    </message>
    <message>
        <source>SMS came</source>
        <translation>短信到达</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>最后变动</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Service ID</source>
        <translation>项目 ID</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Country ID</source>
        <translation>国家 ID</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>Dial code</source>
        <translation>区号</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Max price</source>
        <translation>最大单价</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>验证码</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>已扣费</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>取号中</translation>
    </message>
    <message>
        <source>Sent, no answer</source>
        <translation>已发送，无应答</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Waiting for code</source>
        <translation>等待验证码</translation>
    </message>
    <message>
        <source>Sending SMS</source>
        <translation>短信发送中</translation>
    </message>
    <message>
        <source>SMS sent</source>
        <translation>短信已发送</translation>
    </message>
    <message>
        <source>Code received</source>
        <translation>已回码</translation>
    </message>
    <message>
        <source>Releasing</source>
        <translation>释放中</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>已释放</translation>
    </message>
    <message>
        <source>Blacklisting</source>
        <translation>加黑中</translation>
    </message>
    <message>
        <source>Blacklisted</source>
        <translation>已加黑</translation>
    </message>
    <message>
        <source>Closed by service</source>
        <translation>平台已强制释放</translation>
    </message>
    <message>
        <source>Charged, lost</source>
        <translation>已扣费，丢失</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已删除</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>TooManyDialog</name>
    <message>
        <source>Too many numbers in use</source>
        <translation>占号过多</translation>
    </message>
    <message>
        <source>The service gives no more numbers for this balance. Release those that you do not need, or top up on the site. A release is sent at once.</source>
        <translation>平台不再为此余额提供号码。请释放不需要的号码，或在网站充值。释放会立即发送。</translation>
    </message>
    <message>
        <source>FX Desk knows of no open number.</source>
        <translation>FX Desk 没有进行中的号码。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>Release {number}, {service}</source>
        <translation>释放 {number}，{service}</translation>
    </message>
</context>
<context>
    <name>UpkeepLinks</name>
    <message>
        <source>They were put aside because they could not be used: {files}. What could be read of them is in the journal. Once deleted they cannot be searched again.</source>
        <translation>这些文件因无法使用而另存：{files}。其中可读的内容已在记录中。删除后无法再从中查找。</translation>
    </message>
    <message>
        <source>Delete files</source>
        <translation>删除文件</translation>
    </message>
    <message>
        <source>Delete the files that were put aside?</source>
        <translation>删除另存的文件？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>UseAgainDialog</name>
    <message>
        <source>Use a number again</source>
        <translation>再次使用号码</translation>
    </message>
    <message>
        <source>Use {number} again</source>
        <translation>再次使用 {number}</translation>
    </message>
    <message>
        <source>{service}, {country}: the number is charged again. FX Desk looks for its next SMS.</source>
        <translation>{service}，{country}：该号码会再次扣费，FX Desk 会查询下一条短信。</translation>
    </message>
    <message>
        <source>Minutes, {least} to {most}</source>
        <translation>分钟（{least} 至 {most}）</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>The service warns: using a number again is settled as a new expense. Do not ask for it with services that are not made for it: it lowers the balance.</source>
        <translation>平台提示：再次使用会重新结算费用。非特殊项目请勿使用，以免余额减少。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>再次使用</translation>
    </message>
    <message>
        <source>Another request that costs is on its way. Wait for its answer first.</source>
        <translation>另一个收费请求正在进行，请先等待其结果。</translation>
    </message>
    <message>
        <source>Its price is not known. The balance will show it.</source>
        <translation>单价未知，以余额变动为准。</translation>
    </message>
    <message>
        <source>Price {price} the first time; the price list names none now.</source>
        <translation>首次单价 {price}；价目表中现在没有此项。</translation>
    </message>
    <message>
        <source>Price {price}</source>
        <translation>单价 {price}</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>退出登录…</translation>
    </message>
    <message>
        <source>Refresh balance</source>
        <translation>刷新余额</translation>
    </message>
    <message>
        <source>Balance check…</source>
        <translation>余额核对…</translation>
    </message>
    <message>
        <source>Refresh price list</source>
        <translation>刷新价目表</translation>
    </message>
    <message>
        <source>Save log for support…</source>
        <translation>保存客服日志…</translation>
    </message>
    <message>
        <source>Save numbers as CSV…</source>
        <translation>将号码保存为 CSV…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Top up on the site</source>
        <translation>在网站充值</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Get number</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Options for the next number…</source>
        <translation>下一个号码的选项…</translation>
    </message>
    <message>
        <source>Find a service</source>
        <translation>查找项目</translation>
    </message>
    <message>
        <source>Filter numbers</source>
        <translation>筛选号码</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>窗口的下一部分</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>窗口的上一部分</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>紧凑行高</translation>
    </message>
    <message>
        <source>Copy numbers with country code</source>
        <translation>复制号码时含区号</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About FX Desk</source>
        <translation>关于 FX Desk</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
</TS>
