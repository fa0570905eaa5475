namespace LockValidator.Xunit.Subjects;

/// <summary>Two locks of classes of their own.</summary>
public sealed class Pair(string name)
{
    private readonly ValidatedLock _x = new(new LockClass(name + ".x"));
    private readonly ValidatedLock _y = new(new LockClass(name + ".y"));

    public void Forward() => Take(_x, _y);

    public void Backward() => Take(_y, _x);

    public void Both()
    {
        Forward();
        Backward();
    }

    private static void Take(ValidatedLock first, ValidatedLock second)
    {
        using (first.EnterScope())
        using (second.EnterScope())
        {
        }
    }
}
