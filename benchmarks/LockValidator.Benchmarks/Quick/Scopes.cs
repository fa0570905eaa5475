using System.Runtime.CompilerServices;

namespace LockValidator.Benchmarks;

/// <summary><c>using (gate.EnterScope())</c>, two deep.</summary>
internal sealed class Scopes
{
    private readonly Lock _bareA = new(), _bareB = new();
    private readonly ValidatedLock _a = new(new LockClass("bench")), _b = new(new LockClass("bench"));

    public void BareLoop(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            using (_bareA.EnterScope())
            using (_bareB.EnterScope())
            {
            }
        }
    }

    public void WatchedLoop(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            using (_a.EnterScope())
            using (_b.EnterScope())
            {
            }
        }
    }

    public void BareCall(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            BareSection();
        }
    }

    public void WatchedCall(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            WatchedSection();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void BareSection()
    {
        using (_bareA.EnterScope())
        using (_bareB.EnterScope())
        {
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WatchedSection()
    {
        using (_a.EnterScope())
        using (_b.EnterScope())
        {
        }
    }
}
