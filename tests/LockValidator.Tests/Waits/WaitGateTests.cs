namespace LockValidator.Tests;

/// <summary>A lock that is held around a task or thread until its end has been waited for keeps it apart from others that take that lock.</summary>
public sealed class WaitGateTests
{
    [Theory]
    [InlineData("task", true, Verdict.GateProtected)]
    [InlineData("task", false, Verdict.Possible)]
    [InlineData("function", true, Verdict.GateProtected)]
    [InlineData("thread", true, Verdict.GateProtected)]
    [InlineData("thread", false, Verdict.Possible)]
    [InlineData("let go", true, Verdict.Possible)]
    public void A_lock_around_the_start_and_the_end_is_a_gate(string how, bool gated, Verdict verdict)
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var gate = new ValidatedLock("gate");
        var first = new ValidatedLock("first");
        var second = new ValidatedLock("second");

        gate.Enter();
        Action end = Start(how, () => Both(first, second));
        if (how == "let go")
        {
            gate.Exit();
            end();
        }
        else
        {
            end();
            gate.Exit();
        }

        if (gated)
        {
            using (gate.EnterScope())
            {
                Both(second, first);
            }
        }
        else
        {
            Both(second, first);
        }

        scope.Violations.Should().ContainSingle().Which.Verdict.Should().Be(verdict);
    }

    [Theory]
    [InlineData("task", true, Verdict.GateProtected)]
    [InlineData("task", false, Verdict.Possible)]
    [InlineData("thread", true, Verdict.GateProtected)]
    [InlineData("thread", false, Verdict.Possible)]
    public void It_is_one_around_what_is_started_within_and_waited_for_there(string how, bool waits, Verdict verdict)
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var gate = new ValidatedLock("gate");
        var first = new ValidatedLock("first");
        var second = new ValidatedLock("second");
        Action? end = null;
        using var isOver = new ManualResetEventSlim();

        using (gate.EnterScope())
        {
            Start(how, () =>
            {
                end = Start(how, () =>
                {
                    Both(first, second);
                    isOver.Set();
                });
                if (waits)
                {
                    end();
                }
            })();
        }

        // Not by chance after all that: what is not waited for within may come at any time.
        isOver.Wait(RealThreads.Limit).Should().BeTrue();
        end!();
        using (gate.EnterScope())
        {
            Both(second, first);
        }

        // The two starts stand at one place: that is another finding.
        scope.Violations.Where(static finding => finding.Kind == ViolationKind.CircularDependency).Should().ContainSingle().Which.Verdict.Should().Be(verdict);
    }

    /// <summary>A known limit: nothing tells of an await, so it is not known whether the work was over before the lock was let go.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_async_lock_around_what_is_awaited_is_no_gate(bool awaits)
    {
        await using var scope = LockScope.Begin(ownGraph: true);
        var gate = new ValidatedAsyncLock("gate");
        var first = new ValidatedLock("first");
        var second = new ValidatedLock("second");
        Task work;

        using (await gate.LockAsync())
        {
            work = ValidatedTask.Run(() => Both(first, second));
            if (awaits)
            {
                await work.WaitAsync(RealThreads.Limit);
            }
        }

        await work.WaitAsync(RealThreads.Limit);
        using (await gate.LockAsync())
        {
            Both(second, first);
        }

        scope.Violations.Where(static finding => finding.Kind == ViolationKind.CircularDependency).Should().ContainSingle().Which.Verdict.Should().Be(Verdict.Possible);
    }

    private static Action Start(string how, Action body)
    {
        switch (how)
        {
            case "function":
                Task<bool> function = ValidatedTask.Run(() =>
                {
                    body();
                    return true;
                });
                return () => function.ValidatedResult().Should().BeTrue();
            case "thread":
                Thread thread = ValidatedThread.Create(() => body());
                thread.Start();
                return () => thread.ValidatedJoin(RealThreads.Limit).Should().BeTrue();
            default:
                Task task = ValidatedTask.Run(body);
                return () => task.ValidatedWait(RealThreads.Limit).Should().BeTrue();
        }
    }

    private static void Both(ValidatedLock outer, ValidatedLock inner)
    {
        using (outer.EnterScope())
        using (inner.EnterScope())
        {
        }
    }
}
