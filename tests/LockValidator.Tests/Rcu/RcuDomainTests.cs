namespace LockValidator.Tests;

public sealed class RcuDomainTests
{
    public static TheoryData<string, bool> Scenarios
    {
        get
        {
            var all = new TheoryData<string, bool>();
            foreach (string scenario in new[]
            {
                nameof(RcuScenarios.SynchronizeWaitsForAnOpenSection),
                nameof(RcuScenarios.TheWaitIsNotHeldUpByNewReaders),
                nameof(RcuScenarios.AnInnerSectionsEndDoesNotEndTheOuterOne),
                nameof(RcuScenarios.ACancelledWaitHarmsNoLaterOne),
                nameof(RcuScenarios.CallbacksRunInOrderAfterTheSection),
                nameof(RcuScenarios.ASectionIsDisposedOnce),
            })
            {
                all.Add(scenario, false);
                all.Add(scenario, true);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void It_works_with_validation_on(string scenario, bool sleepable) =>
        typeof(RcuScenarios).GetMethod(scenario)!.CreateDelegate<Func<bool, string>>()(sleepable).Should().Be(RcuScenarios.Right);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void It_works_in_the_same_way_with_validation_off(string scenario, bool sleepable) =>
        OffMode.Call<string>(typeof(RcuScenarios), scenario, sleepable).Should().Be(RcuScenarios.Right);

    [Fact]
    public void A_sleepable_section_survives_an_await()
    {
        RcuScenarios.ASleepableSectionSurvivesAnAwait().Should().Be(RcuScenarios.Right);
        OffMode.Call<string>(typeof(RcuScenarios), nameof(RcuScenarios.ASleepableSectionSurvivesAnAwait)).Should().Be(RcuScenarios.Right);
    }

    [Theory]
    [InlineData(false, ViolationKind.SuspiciousRcuUsage)]
    [InlineData(true, ViolationKind.Recursion)]
    public void A_wait_inside_a_section_of_the_same_domain_is_reported_before_it_hangs(bool sleepable, ViolationKind expected)
    {
        using FlowRun run = FlowRun.Throwing(expected);
        var domain = new RcuDomain("domain", sleepable);

        RealThreads.Run(() => run.As("flow", () =>
        {
            using (domain.Read())
            {
                domain.Invoking(waited => waited.Synchronize()).Should().Throw<LockViolationException>()
                    .Which.Violation.Kind.Should().Be(expected);
            }
        }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_wait_after_the_section_is_accepted(bool sleepable)
    {
        using var run = new FlowRun();
        var domain = new RcuDomain("domain", sleepable);

        RealThreads.Run(() => run.As("flow", () =>
        {
            using (domain.Read())
            {
            }

            domain.Synchronize();
        }));

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public async Task An_asynchronous_wait_that_begins_inside_a_section_is_reported()
    {
        using var run = new FlowRun();
        var domain = new RcuDomain("domain");
        Task? wait = null;

        run.As("flow", () =>
        {
            using (domain.Read())
            {
                wait = domain.SynchronizeAsync();
            }
        });

        await wait!.WaitAsync(RealThreads.Limit);
        run.Kinds.Should().Equal(ViolationKind.SuspiciousRcuUsage);
    }

    [Fact]
    public void A_callback_that_is_queued_inside_a_section_is_accepted()
    {
        using var run = new FlowRun();
        var domain = new RcuDomain("domain");
        using var ran = new ManualResetEventSlim();

        run.As("flow", () =>
        {
            using (domain.Read())
            {
                domain.Call(ran.Set);
            }
        });

        ran.Wait(RealThreads.Limit).Should().BeTrue();
        run.Kinds.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_lock_that_blocks_is_reported_inside_a_plain_section_only(bool sleepable, bool reported)
    {
        using var run = new FlowRun();
        var (domain, gate) = (new RcuDomain("domain", sleepable), new ValidatedLock("gate"));

        run.As("flow", () =>
        {
            using (domain.Read())
            {
                using (gate.EnterScope())
                {
                }
            }
        });

        run.Kinds.Should().Equal(reported ? [ViolationKind.InvalidWaitContext] : []);
    }

    [Fact]
    public void A_section_is_accepted_under_a_spin_lock()
    {
        using var run = new FlowRun();
        var (domain, spin) = (new RcuDomain("domain"), new ValidatedSpinLock("spin"));

        run.As("flow", () =>
        {
            using (spin.EnterScope())
            {
                using (domain.Read())
                {
                }
            }
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void A_wait_under_a_spin_lock_is_reported()
    {
        using var run = new FlowRun();
        var (domain, spin) = (new RcuDomain("domain"), new ValidatedSpinLock("spin"));

        run.As("flow", () =>
        {
            using (spin.EnterScope())
            {
                domain.Synchronize();
            }
        });

        run.Kinds.Should().Equal(ViolationKind.BlockingNotAllowed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sleepable_wait_under_a_lock_that_readers_take_is_reported(bool underTheLock)
    {
        using var run = new FlowRun();
        var (domain, gate) = (new RcuDomain("domain", sleepable: true), new ValidatedLock("gate"));

        run.As("reader", () =>
        {
            using (domain.Read())
            {
                using (gate.EnterScope())
                {
                }
            }
        });
        run.As("writer", () =>
        {
            gate.Enter();
            if (underTheLock)
            {
                domain.Synchronize();
            }

            gate.Exit();
            domain.Synchronize();
        });

        run.Kinds.Should().Equal(underTheLock ? [ViolationKind.CircularDependency] : []);
    }

    [Fact]
    public void Sections_nest_without_a_finding()
    {
        using var run = new FlowRun();
        var (plain, sleepable) = (new RcuDomain("plain"), new RcuDomain("sleepable", sleepable: true));

        run.As("flow", () =>
        {
            using (sleepable.Read())
            {
                using (sleepable.Read())
                {
                    using (plain.Read())
                    {
                        using (plain.Read())
                        {
                        }
                    }
                }
            }
        });

        run.Kinds.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_dereference_is_reported_outside_a_section_and_accepted_inside(bool sleepable)
    {
        using var run = new FlowRun();
        var domain = new RcuDomain("domain", sleepable);
        string published = "old";
        domain.Publish(ref published, "new").Should().Be("old");

        run.As("inside", () =>
        {
            using (domain.Read())
            {
                domain.Dereference(ref published).Should().Be("new");
            }
        });
        run.Kinds.Should().BeEmpty();

        run.As("outside", () => domain.Dereference(ref published).Should().Be("new"));
        run.Kinds.Should().Equal(ViolationKind.SuspiciousRcuUsage);
    }

    [Fact]
    public void A_section_of_another_domain_does_not_count()
    {
        using var run = new FlowRun();
        var (mine, other) = (new RcuDomain("mine"), new RcuDomain("other"));

        run.As("flow", () =>
        {
            using (other.Read())
            {
                mine.AssertReading();
            }
        });

        run.Kinds.Should().Equal(ViolationKind.SuspiciousRcuUsage);
    }

    [Fact]
    public void A_sleepable_section_may_end_on_another_thread()
    {
        using var run = new FlowRun();
        var domain = new RcuDomain("domain", sleepable: true);
        ReadScope section = default;

        RealThreads.Run(() => run.As("opens", () => section = domain.Read()));
        RealThreads.Run(() => run.As("ends", () => section.Dispose()));

        domain.OpenSections.Should().Be(0);
        run.Kinds.Should().NotContain(ViolationKind.UnbalancedRelease);
    }
}
