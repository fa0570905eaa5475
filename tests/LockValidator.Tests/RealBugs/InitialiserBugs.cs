namespace LockValidator.Tests.RealBugs;

/// <summary>
/// A lazy value or a type initialiser is a lock that nobody sees: dotnet/runtime #35986 (the shape of the DependencyInjection project),
/// #61747, nodatime #1193, aws-sdk-net #1968.
/// </summary>
public sealed class InitialiserBugs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_lazy_handler_resolves_a_service_whose_constructor_asks_for_the_handler(bool affected)
    {
        using var run = new BugRun();

        // The fix gave each service a lock of its own.
        ValidatedLock root = new("root lock"), own = affected ? root : new("lock of the service");
        ValidatedLazy<int> first = NewHandler(own), second = NewHandler(own);

        run.On("create client", () => _ = first.Value);
        run.On("resolve the service", () =>
        {
            using (root.EnterScope())
            {
                _ = second.Value;
            }
        });

        if (affected)
        {
            run.ShouldFindCycleThrough(ViolationKind.CircularWait, "root lock");
        }
        else
        {
            run.ShouldFindIf(affected: false, ViolationKind.CircularWait);
        }

        static ValidatedLazy<int> NewHandler(ValidatedLock dependency) => new(() =>
        {
            using (dependency.EnterScope())
            {
                return 7;
            }
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_type_initialiser_takes_the_lock_under_which_the_type_is_first_used(bool affected)
    {
        using var run = new BugRun();
        var cache = new ValidatedLock("pattern cache");
        var initialiser = new LockMap(new LockClass("Patterns..cctor", LockKind.Wait), threadAffine: false);

        run.On("first use of the type", () =>
        {
            using (initialiser.RunAs())
            using (cache.EnterScope())
            {
            }
        });
        run.On("first use of the cache", () =>
        {
            var scope = cache.EnterScope();
            if (!affected)
            {
                scope.Dispose();
            }

            initialiser.WaitFor();
            scope.Dispose();
        });

        run.ShouldFindIf(affected, ViolationKind.CircularWait, "pattern cache", "Patterns..cctor");
    }
}
