namespace LockValidator.Tests;

/// <summary>What comes before and after a task, on threads outside of all scopes: the only ones of which an order could be said at all.</summary>
public sealed class AwaitOrderTests
{
    private readonly string _name = Letters();

    [Theory]

    // Another thread that is the only one of its name: nobody else does what it did, and that is over.
    [InlineData("thread", Verdict.OrderedByStartJoin)]

    // A task: its thread does for others tomorrow what it did for this one today, whether its end is awaited, waited for, or both.
    [InlineData("await", Verdict.Possible)]
    [InlineData("wait", Verdict.Possible)]
    [InlineData("await, then wait", Verdict.Possible)]
    [InlineData("await of a thread's end", Verdict.Possible)]
    public void An_awaited_task_is_ordered_no_more_than_one_that_is_waited_for(string how, Verdict verdict)
    {
        var first = new ValidatedLock(_name + ".first");
        var second = new ValidatedLock(_name + ".second");
        var starter = new Thread(() =>
        {
            End(how, () => Both(first, second));
            Both(second, first);
        })
        { IsBackground = true, Name = "starter " + _name };

        starter.UnsafeStart();
        starter.Join(RealThreads.Limit).Should().BeTrue();

        LockChecker.Default.Violations.Where(finding => finding.InvolvedClasses().Any(type => type.Name == _name + ".first"))
            .Should().ContainSingle().Which.Verdict.Should().Be(verdict);
    }

    private void End(string how, Action body)
    {
        Task task;
        switch (how)
        {
            case "thread":
                Thread thread = ValidatedThread.Create(() => body());
                thread.Name = "other " + _name;
                thread.Start();
                thread.ValidatedJoin(RealThreads.Limit).Should().BeTrue();
                break;
            case "await of a thread's end":
                var over = new TaskCompletionSource();
                Thread other = ValidatedThread.Create(() =>
                {
                    body();
                    over.SetResult();
                });
                other.Name = "other " + _name;
                other.Start();
                Await(over.Task);
                break;
            case "wait":
                task = ValidatedTask.Run(body);
                task.ValidatedWait(RealThreads.Limit).Should().BeTrue();
                break;
            default:
                task = ValidatedTask.Run(body);
                Await(task);
                if (how != "await")
                {
                    task.ValidatedWait();
                }

                break;
        }
    }

    /// <summary>The thread stays with its async method as that of a program's <c>Main</c> does.</summary>
    private static void Await(Task task)
    {
        AwaitAsync(task.WaitAsync(RealThreads.Limit)).GetAwaiter().GetResult();

        static async Task AwaitAsync(Task task) => await task.ConfigureAwait(false);
    }

    private static void Both(ValidatedLock outer, ValidatedLock inner)
    {
        using (outer.EnterScope())
        using (inner.EnterScope())
        {
        }
    }

    // No digits: a number does not tell one role from another.
    private static string Letters() => string.Concat(Guid.NewGuid().ToByteArray().Select(static each => (char)('a' + (each % 26))));
}
