// A cache whose values are made under a lock: held across await, and entered again by the code that makes a value.
using LockValidator;

// Recursion would hang the program: it throws instead, before the lock is waited for.
LockChecker.ConfigureDefault(new LockCheckerOptions
{
    Reporters = [new TextWriterReporter(Console.Out)],
    Policies = new Dictionary<ViolationKind, ViolationPolicy> { [ViolationKind.Recursion] = ViolationPolicy.Throw },
});

var cache = new Cache();

Console.WriteLine("1. An async lock may be held across await:");
Console.WriteLine(await cache.Get("tea", async () =>
{
    await Task.Yield();
    return "green";
}));

Console.WriteLine("2. A value that needs another value enters the cache again:");
try
{
    await cache.Get("pot", async () => "a pot of " + await cache.Get("tea", () => Task.FromResult("black")));
}
catch (LockViolationException e)
{
    Console.WriteLine($"refused: {e.Violation.Kind}");
}

Console.WriteLine("3. Made outside, it does not:");
string tea = await cache.Get("tea", () => Task.FromResult("black"));
Console.WriteLine(await cache.Get("pot", () => Task.FromResult("a pot of " + tea)));

internal sealed class Cache
{
    private readonly ValidatedAsyncLock _gate = new("cache");
    private readonly Dictionary<string, string> _values = [];

    public async Task<string> Get(string key, Func<Task<string>> make)
    {
        using (await _gate.LockAsync())
        {
            if (!_values.TryGetValue(key, out string? value))
            {
                _values[key] = value = await make();
            }

            return value;
        }
    }
}
