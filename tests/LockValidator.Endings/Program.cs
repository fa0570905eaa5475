using LockValidator;

// Ends in ways that tests can see only from outside: run by EndingTests.
ViolationKind deadly = args[0] == "deadlocks" ? ViolationKind.LiveDeadlock : ViolationKind.CircularDependency;
LockChecker.ConfigureDefault(new LockCheckerOptions
{
    Policies = new Dictionary<ViolationKind, ViolationPolicy> { [deadly] = ViolationPolicy.FailFast },
    DeadlockLimit = TimeSpan.FromMilliseconds(200),
});

var first = new ValidatedLock("first");
var second = new ValidatedLock("second");
switch (args[0])
{
    case "throws":
        Take(first, second);
        throw new InvalidOperationException("of the program");

    case "fails fast":
        // Not by one flow alone: that would be no danger.
        Take(first, second);
        var opposite = new Thread(() => Take(second, first));
        opposite.Start();
        opposite.Join();
        break;

    case "deadlocks":
        using (var both = new Barrier(2))
        {
            var other = new Thread(() => Take(second, first, both)) { IsBackground = true };
            other.Start();
            Take(first, second, both);
        }

        break;
}

Console.WriteLine("went on");

static void Take(ValidatedLock outer, ValidatedLock inner, Barrier? between = null)
{
    using (outer.EnterScope())
    {
        between?.SignalAndWait();
        using (inner.EnterScope())
        {
        }
    }
}
