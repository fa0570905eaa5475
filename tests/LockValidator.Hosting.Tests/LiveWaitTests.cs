using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LockValidator.Hosting.Tests;

/// <summary>What a host's configuration says of waits, and of the file that it leaves.</summary>
public sealed class LiveWaitTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly HandClock _clock = new();
    private readonly LockChecker _checker;
    private readonly RecordingLogger _log = new();
    private readonly LockMap _a = new(new LockClass("a"));
    private readonly LockMap _b = new(new LockClass("b"));

    public LiveWaitTests() => _checker = new LockChecker(new LockCheckerOptions { Clock = _clock, Stacks = StackMode.Off });

    public void Dispose() => _checker.Dispose();

    [Theory]
    [InlineData(null, 10)]
    [InlineData("00:00:02", 2)]
    [InlineData("00:01:00", 60)]
    public async Task A_deadlock_is_logged_after_the_configured_time(string? configured, int seconds)
    {
        using IHost host = Host(("DeadlockLimit", configured));
        await host.StartAsync().WaitAsync(s_limit);
        Deadlock();

        _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        _log.Findings.Should().BeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(seconds + 1));
        _log.Findings.Should().ContainSingle().Which.Id.Id.Should().Be(30);
        await host.StopAsync().WaitAsync(s_limit);
    }

    [Fact]
    public async Task Never_is_never()
    {
        using IHost host = Host(("DeadlockLimit", "never"));
        await host.StartAsync().WaitAsync(s_limit);
        Deadlock();

        _clock.Advance(TimeSpan.FromDays(1));
        _log.Findings.Should().BeEmpty();
        _checker.WaitsOfAllFlows().Should().BeEmpty();
    }

    [Fact]
    public async Task A_stall_limit_leaves_the_limit_of_deadlocks_as_it_was()
    {
        using IHost host = Host(("StallLimit", "00:01:00"));
        await host.StartAsync().WaitAsync(s_limit);

        var holder = new LockFlow(_checker, "holder");
        holder.Acquire(_a, default);
        var waiter = new LockFlow(_checker, "waiter");
        waiter.Acquire(_a, default);
        waiter.BeginWait(_a).Should().NotBeNull("who holds nothing is noted where stalls are looked for");
        _clock.Advance(TimeSpan.FromMinutes(3));
        _log.Findings.Select(static found => found.Id.Id).Should().Equal(31);

        Deadlock();
        _clock.Advance(TimeSpan.FromSeconds(20));
        _log.Findings.Select(static found => found.Id.Id).Should().Equal(31, 30);
    }

    [Fact]
    public void A_deadlock_ends_the_process_after_its_graph_was_written_if_that_is_wanted()
    {
        List<string> done = [];
        using var deadlocks = _checker.AddReporter(new DeadlockEnding(new Note(() => done.Add("graph")), report => done.Add(report.Split('\n')[0])));
        _checker.Invert(new LockClass("c"), new LockClass("d"));
        done.Should().BeEmpty("nothing is stuck");

        Deadlock();
        _clock.Advance(TimeSpan.FromSeconds(20));
        done.Should().HaveCount(2);
        done[0].Should().Be("graph");
        done[1].Should().StartWith("deadlock");
    }

    [Fact]
    public void No_deadlock_is_seen_where_the_limit_is_never()
    {
        using IHost host = Host(("DeadlockLimit", "never"), ("FailFastOnDeadlock", "true"));

        host.Invoking(static each => each.Services.GetRequiredService<IOptions<LockValidatorOptions>>().Value).Should().Throw<OptionsValidationException>()
            .Which.Failures.Should().Equal("FailFastOnDeadlock is set, and DeadlockLimit says never: no deadlock would be seen.");
    }

    [Fact]
    public async Task The_graph_is_written_when_the_host_stops()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lockvalidator-");
        try
        {
            string file = Path.Combine(folder.FullName, "new", "shop.lockgraph");
            using IHost host = Host(("GraphOutput", file));
            await host.StartAsync().WaitAsync(s_limit);
            _checker.Take(new LockClass("c"), new LockClass("d"));
            File.Exists(file).Should().BeFalse();
            await host.StopAsync().WaitAsync(s_limit);

            LockGraph.Read(file).Classes.Select(static type => type.Name).Should().Equal("c", "d");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Deadlock()
    {
        LockFlow one = new(_checker, "one"), two = new(_checker, "two");
        one.Acquire(_a, default);
        two.Acquire(_b, default);
        one.Acquire(_b, default);
        two.Acquire(_a, default);
        one.BeginWait(_b);
        two.BeginWait(_a);
    }

    private IHost Host(params (string Key, string? Value)[] configuration)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(configuration.Where(static each => each.Value is not null).Select(static each => KeyValuePair.Create("LockValidator:" + each.Key, each.Value)));
        builder.Logging.AddProvider(_log);
        builder.Services.AddLockValidator(options =>
        {
            options.Checker = _checker;

            // The two orders of a deadlock are a finding of their own; that is not what is looked for here.
            options.Levels[ViolationKind.CircularDependency] = LogLevel.None;
        });
        return builder.Build();
    }

    private sealed class Note(Action done) : IDisposable
    {
        public void Dispose() => done();
    }
}
