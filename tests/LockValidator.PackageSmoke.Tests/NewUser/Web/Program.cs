using LockValidator;

var builder = WebApplication.CreateBuilder(args);
//1
var app = builder.Build();
//2
app.MapGet("/", () => "here");
app.Run();
