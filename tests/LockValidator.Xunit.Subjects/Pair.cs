namespace LockValidator.Xunit.Subjects;

/// <summary>Two locks of classes of their own.</summary>
public sealed class Pair(string name)
{
    private readonly ValidatedLock _x = new(new LockClass(name + ".x"));
    private readonly ValidatedLock _y = new(new LockClass(name + ".y"));

    // Seen by nobody: test classes run in parallel, and what is only to be reported must not happen.
    private readonly Lock _oneAtATime = new();

    public void Forward() => Take(_x, _y);

    public void Backward() => Take(_y, _x);

    public void Both()
    {
        Forward();
        Backward();
    }

    private void Take(ValidatedLock first, ValidatedLock second)
    {
        lock (_oneAtATime)
        {
            using (first.EnterScope())
            using (second.EnterScope())
            {
            }
        }
    }
}
