// An app with an inversion between two requests. It is in the log as soon as both have been answered once, and at /lockvalidator.
using LockValidator;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddLockValidator();
builder.Services.AddHealthChecks().AddLockValidator();
builder.Services.AddSingleton<Shop>();

var app = builder.Build();
app.UseLockValidator();
app.MapLockValidator("/lockvalidator");     // .RequireAuthorization() where not everybody may see it
app.MapHealthChecks("/health");
app.MapGet("/buy", (Shop shop) => shop.Buy());
app.MapGet("/restock", (Shop shop) => shop.Restock());
app.MapGet("/report", (Shop shop) => shop.Report());
app.Run();

internal sealed class Shop
{
    private readonly ValidatedLock _orders = new();
    private readonly ValidatedLock _stock = new();
    private int _sold;
    private int _left = 100;

    public string Buy()
    {
        using var orders = _orders.EnterScope();
        using var stock = _stock.EnterScope();
        return $"{++_sold} sold, {--_left} left";
    }

    public string Restock()
    {
        using var stock = _stock.EnterScope();
        using var orders = _orders.EnterScope();
        return $"{_sold} sold, {_left += 10} left";
    }

    /// <summary>A lock that belongs to its thread, held across an await: another thread may come back, and cannot release it.</summary>
    public async Task<string> Report()
    {
        var page = new ValidatedLock("page");
        page.Enter();
        await Task.Yield();
        if (page.IsHeldByCurrentThread)
        {
            page.Exit();
        }

        return $"{_sold} sold";
    }
}
