using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Verdicts;

/// <summary>Of which threads a verdict may say that they alone do something.</summary>
public sealed class ThreadRoleTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly string _name = $"role {Guid.NewGuid():N}";
    private readonly LockMap _a;
    private readonly LockMap _b;

    public ThreadRoleTests()
    {
        _a = new LockMap(new LockClass(_name + ".A"));
        _b = new LockMap(new LockClass(_name + ".B"));
    }

    [Fact]
    public void The_only_thread_of_a_name_is_alone()
    {
        Run("writer " + Letters(), Both);

        Verdicts().Should().Equal(Verdict.SingleFlow);
    }

    [Fact]
    public void A_thread_without_a_name_is_not() => Expect(null);

    [Theory]
    [InlineData(".NET Long Running Task")]
    [InlineData(".NET Anything")]
    public void A_thread_that_the_runtime_has_named_is_not(string name) => Expect(name);

    [Fact]
    public async Task The_thread_of_a_task_that_runs_long_is_not()
    {
        Task task;
        using (ExecutionContext.SuppressFlow())
        {
            task = Task.Factory.StartNew(Both, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        await task.WaitAsync(s_limit);
        Verdicts().Should().Equal(Verdict.Possible);
    }

    [Fact]
    public void The_second_thread_of_a_name_is_not()
    {
        string name = "worker " + Letters();
        Run(name, static () => LockMapsTaken(new LockMap(new LockClass("first of its name"))));

        Expect(name);
    }

    [Fact]
    public void Who_was_alone_until_another_of_its_name_came_is_judged_again()
    {
        string name = "worker " + Letters();
        Run(name + " 1", Both);
        Verdicts().Should().Equal(Verdict.SingleFlow);

        Run(name + " 2", () => LockMapsTaken(_a, _b));
        Verdicts().Should().Equal(Verdict.SingleFlow, Verdict.Possible);
    }

    [Fact]
    public void A_task_of_the_pool_that_it_runs_inline_is_not_its_own()
    {
        Run("inline " + Letters(), () =>
        {
            RunInline(() => LockMapsTaken(_a, _b), TaskScheduler.Default);
            RunInline(() => LockMapsTaken(_b, _a), TaskScheduler.Default);
        });

        Verdicts().Should().Equal(Verdict.Possible);
    }

    [Fact]
    public void A_task_of_a_scheduler_that_has_it_alone_is_its_own()
    {
        Run("scheduler " + Letters(), () => RunInline(Both, new InPlace()));

        Verdicts().Should().Equal(Verdict.SingleFlow);
    }

    private static void RunInline(Action code, TaskScheduler scheduler) => new Task(code).RunSynchronously(scheduler);

    private sealed class InPlace : TaskScheduler
    {
        protected override void QueueTask(Task task) => TryExecuteTask(task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => TryExecuteTask(task);

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }

    private void Expect(string? name)
    {
        Run(name, Both);
        Verdicts().Should().Equal(Verdict.Possible);
    }

    private void Both()
    {
        LockMapsTaken(_a, _b);
        LockMapsTaken(_b, _a);
    }

    private IEnumerable<Verdict> Verdicts() => LockChecker.Default.Violations
        .Where(finding => finding.InvolvedClasses().Any(type => type.Name == _a.Class!.Name)).Select(static finding => finding.Verdict);

    private static void LockMapsTaken(params LockMap[] maps)
    {
        foreach (LockMap map in maps)
        {
            map.Acquire();
        }

        foreach (LockMap map in maps.Reverse())
        {
            map.Release();
        }
    }

    // No digits: a number does not tell one role from another.
    private static string Letters() => string.Concat(Guid.NewGuid().ToByteArray().Select(static each => (char)('a' + (each % 26))));

    /// <summary>On a thread outside of all scopes.</summary>
    private static void Run(string? name, Action code)
    {
        var thread = new Thread(() => code()) { IsBackground = true, Name = name };
        thread.UnsafeStart();
        thread.Join(s_limit).Should().BeTrue();
    }
}
