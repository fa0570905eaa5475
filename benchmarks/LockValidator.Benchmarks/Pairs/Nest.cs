using System.Runtime.CompilerServices;

namespace LockValidator.Benchmarks;

/// <summary>Up to eight locks, taken in order and released in reverse, in the two shapes that code has.</summary>
/// <remarks>
/// Each shape is written out: the compiler inlines the more into a method the longer it is as it was written, so a method that only calls another one, inlined,
/// has half of its pairs as calls.
/// </remarks>
internal sealed class Nest<T>(Func<T> make)
    where T : struct, IPair
{
    private T _a = make(), _b = make(), _c = make(), _d = make(), _e = make(), _f = make(), _g = make(), _h = make();

    /// <summary>The loop shape: the sections stand in the loop, where the compiler can keep what they share.</summary>
    public void Loop(int depth, int rounds)
    {
        switch (depth)
        {
            case 1: Loop1(rounds); break;
            case 2: Loop2(rounds); break;
            case 4: Loop4(rounds); break;
            default: Loop8(rounds); break;
        }
    }

    /// <summary>The own-method shape: each nest is a call of its own.</summary>
    public void Call(int depth, int rounds)
    {
        switch (depth)
        {
            case 1:
                for (int i = 0; i < rounds; i++)
                {
                    Section1();
                }

                break;
            case 2:
                for (int i = 0; i < rounds; i++)
                {
                    Section2();
                }

                break;
            case 4:
                for (int i = 0; i < rounds; i++)
                {
                    Section4();
                }

                break;
            default:
                for (int i = 0; i < rounds; i++)
                {
                    Section8();
                }

                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Loop1(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _a.Enter();
            _a.Exit();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Loop2(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _a.Enter();
            _b.Enter();
            _b.Exit();
            _a.Exit();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Loop4(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _a.Enter();
            _b.Enter();
            _c.Enter();
            _d.Enter();
            _d.Exit();
            _c.Exit();
            _b.Exit();
            _a.Exit();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Loop8(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _a.Enter();
            _b.Enter();
            _c.Enter();
            _d.Enter();
            _e.Enter();
            _f.Enter();
            _g.Enter();
            _h.Enter();
            _h.Exit();
            _g.Exit();
            _f.Exit();
            _e.Exit();
            _d.Exit();
            _c.Exit();
            _b.Exit();
            _a.Exit();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Section1()
    {
        _a.Enter();
        _a.Exit();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Section2()
    {
        _a.Enter();
        _b.Enter();
        _b.Exit();
        _a.Exit();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Section4()
    {
        _a.Enter();
        _b.Enter();
        _c.Enter();
        _d.Enter();
        _d.Exit();
        _c.Exit();
        _b.Exit();
        _a.Exit();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Section8()
    {
        _a.Enter();
        _b.Enter();
        _c.Enter();
        _d.Enter();
        _e.Enter();
        _f.Enter();
        _g.Enter();
        _h.Enter();
        _h.Exit();
        _g.Exit();
        _f.Exit();
        _e.Exit();
        _d.Exit();
        _c.Exit();
        _b.Exit();
        _a.Exit();
    }
}
