using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Flows;

/// <summary>An observer hears what its scope takes, and can refuse it.</summary>
public sealed class ObserverTests : IDisposable
{
    private readonly LockChecker _checker = new(new LockCheckerOptions { Stacks = StackMode.Off });
    private readonly LockMap _a = new(new LockClass("A"));
    private readonly LockMap _b = new(new LockClass("B"));
    private readonly Log _log = new();

    [Fact]
    public void It_hears_known_chains_too_and_nothing_outside_of_its_scope()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        for (int i = 0; i < 3; i++)
        {
            Pair(_a, _b);
        }

        using (LockScope.Begin(observer: _log))
        {
            Pair(_a, _b);
            using (LockScope.Begin(ownGraph: true))
            {
                Pair(_b, _a);
            }
        }

        Pair(_a, _b);
        _log.All.Should().Equal("A", "B", "-B", "-A", "B", "A", "-A", "-B");
    }

    [Fact]
    public void What_it_refuses_is_not_held()
    {
        LockFlow flow = new(_checker, "test");
        using IDisposable _ = flow.MakeCurrent();
        using LockScope scope = LockScope.Begin(observer: _log);
        _log.Refused = "B";
        _a.Acquire();

        FluentActions.Invoking(() => _b.Acquire()).Should().Throw<InvalidOperationException>();

        flow.Held.Should().ContainSingle().Which.Class!.Name.Should().Be("A");
        _a.Release();
        scope.Dispose();
        scope.Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_finding_is_made_before_it_is_asked()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        Pair(_a, _b);
        using LockScope scope = LockScope.Begin(observer: _log);
        _log.Refused = "A";
        _b.Acquire();

        FluentActions.Invoking(() => _a.Acquire()).Should().Throw<InvalidOperationException>();

        scope.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.CircularDependency);
        _b.Release();
    }

    [Fact]
    public async Task It_hears_async_holds_and_their_release_on_another_thread()
    {
        await using LockScope scope = LockScope.Begin(_checker, observer: _log);
        LockHold hold = _a.AcquireAsyncHeld();
        hold.MarkHeld();
        _log.All.Should().Equal("A");
        await Task.Run(() =>
        {
            _b.Acquire();
            _b.Release();
        });
        await Task.Run(hold.Release);

        _log.All.Should().Equal("A", "B", "-B", "-A");
        scope.Checker.Snapshot().Dependencies.Should().ContainSingle("the other thread ran the flow that holds A").Which.To.Name.Should().Be("B");
    }

    [Fact]
    public void It_hears_that_a_writer_becomes_a_reader_and_in_which_mode_a_hold_ends()
    {
        LockFlow flow = new(_checker, "test");
        using IDisposable _ = flow.MakeCurrent();
        using LockScope scope = LockScope.Begin(observer: _log);
        _a.Acquire();
        flow.Downgrade(in _a);
        _a.Release(LockMode.Shared);

        _log.All.Should().Equal("A", "A", "-A", "-A");
        _log.Modes.Should().Equal(LockMode.Exclusive, LockMode.Shared);
    }

    public void Dispose() => _checker.Dispose();

    private static void Pair(LockMap first, LockMap second)
    {
        first.Acquire();
        second.Acquire();
        second.Release();
        first.Release();
    }

    private sealed class Log : ILockObserver
    {
        private readonly List<string> _all = [];

        public string? Refused { get; set; }

        /// <summary>In which modes locks were released.</summary>
        public List<LockMode?> Modes { get; } = [];

        public List<string> All
        {
            get
            {
                lock (_all)
                {
                    return [.. _all];
                }
            }
        }

        public void Acquiring(in LockMap map, in AcquireOptions options)
        {
            if (map.Class!.Name == Refused)
            {
                throw new InvalidOperationException("refused");
            }

            Add(map.Class.Name);
        }

        public void Released(in LockMap map, LockMode? mode)
        {
            Modes.Add(mode);
            Add("-" + map.Class!.Name);
        }

        private void Add(string word)
        {
            lock (_all)
            {
                _all.Add(word);
            }
        }
    }
}
