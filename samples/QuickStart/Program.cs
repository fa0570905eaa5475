using LockValidator;

LockChecker.Default.AddReporter(new TextWriterReporter(Console.Out));

var accounts = new ValidatedLock("accounts");
var audit = new ValidatedLock("audit");

await Task.Run(() =>
{
    using var first = accounts.EnterScope();
    using var second = audit.EnterScope();
});

await Task.Run(() =>
{
    using var first = audit.EnterScope();
    using var second = accounts.EnterScope();
});
