using LockValidator;

LockChecker.Default.AddReporter(new TextWriterReporter(Console.Out));

var accounts = new ValidatedLock("accounts");
var audit = new ValidatedLock("audit");
await Task.Run(() => { using (accounts.EnterScope()) using (audit.EnterScope()) { } });
await Task.Run(() => { using (audit.EnterScope()) using (accounts.EnterScope()) { } });
