using System.Diagnostics;

namespace LockValidator.Tests;

public sealed class SampleTests
{
    [Fact]
    public void BpfSrcu_finds_both_bugs_in_one_run_and_what_it_should_in_the_other_stages()
    {
        using var output = new StringWriter();

        int exitCode = BpfSrcu.Stages.Run(output);

        string text = output.ToString();
        exitCode.Should().Be(0, "{0}", text);
        text.Split(Environment.NewLine).Where(line => line.StartsWith("Self-check", StringComparison.Ordinal)).Should().Equal(
            "Self-check: expected InvalidWaitContext + CircularDependency of 4 locks; found InvalidWaitContext + CircularDependency of 4 locks: as it should be",
            "Self-check: expected CircularDependency of 4 locks; found CircularDependency of 4 locks: as it should be",
            "Self-check: expected nothing; found nothing: as it should be",
            "Self-check: expected CircularDependency of 4 locks; found CircularDependency of 4 locks: as it should be");
    }

    [Fact]
    public async Task BpfSrcu_prints_the_lines_of_the_published_reports()
    {
        // In a process of its own: contexts that other tests define would be columns in the usage of each lock.
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "BpfSrcu.dll")]) { RedirectStandardOutput = true, Environment = { ["LOCKVALIDATION"] = "1" } };
        using Process sample = Process.Start(start)!;
        string output = await sample.StandardOutput.ReadToEndAsync().WaitAsync(RealThreads.Limit);

        output.Should().ContainAll(
            "[ BUG: Invalid wait context ]",
            "(udev-worker)/115 is trying to lock:",
            "(rcu_tasks_trace_srcu_struct_srcu_usage.lock){....}-{3:3}",
            "context-{5:5}",
            "3 locks held by (udev-worker)/115:",
            "(&p->pi_lock){-.-.}-{2:2}",
            "(&rq->__lock){-.-.}-{2:2}",
            "(rcu_read_lock){....}-{1:3}",
            "WARNING: possible circular locking dependency detected",
            "schbench/532 is trying to acquire lock:",
            "-> #3 (&rq->__lock){-.-.}-{2:2}:",
            "-> #2 (&p->pi_lock){-.-.}-{2:2}:",
            "-> #1 (&pool->lock){-.-.}-{2:2}:",
            "-> #0 (rcu_tasks_trace_srcu_struct_srcu_usage.lock){....}-{2:2}:");
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    public async Task QuickStart_prints_a_report_and_ends(string validation, bool reports)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "QuickStart.dll")])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["LOCKVALIDATION"] = validation;

        using Process sample = Process.Start(start)!;
        string output = await sample.StandardOutput.ReadToEndAsync().WaitAsync(RealThreads.Limit);
        sample.WaitForExit(RealThreads.Limit).Should().BeTrue("nothing deadlocks");

        sample.ExitCode.Should().Be(0);
        output.Contains("LV0001", StringComparison.Ordinal).Should().Be(reports, "{0}", output);
    }
}
