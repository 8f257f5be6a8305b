using InverseRepro.Report.Tests.Pictures;
using Microsoft.Playwright;

namespace InverseRepro.Report.Tests.Browser;

/// <summary>
/// A site of hundreds of claims over a thousand cells, and Debian's Chromium to look at it with. Where there is no Chromium, or it does not start,
/// the tests are skipped with the reason.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const int Claims = 300, Networks = 90;

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly Site _site = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _absent;

    public string Pages => _site.Pages;

    public async Task InitializeAsync()
    {
        if ((Environment.GetEnvironmentVariable("REPRO_CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists)) is not { } chromium)
        {
            _absent = "there is no Chromium: apt-get install chromium, or name one in REPRO_CHROMIUM";
            return;
        }
        Generate();
        try
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        }
        catch (PlaywrightException e)
        {
            _absent = $"'{chromium}' does not start: {e.Message.Split('\n')[0]}";
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _site.Dispose();
    }

    /// <summary>Opens a page of the site from its file; whatever it complains of is added to <paramref name="complaints"/>.</summary>
    internal async Task<IPage> OpenAsync(string path, List<string>? complaints = null, BrowserNewPageOptions? options = null)
    {
        Skip.If(_absent is not null, _absent);
        var page = await _browser!.NewPageAsync(options);
        page.Console += (_, message) => complaints?.Add($"{path}: {message.Type} {message.Text}");
        page.PageError += (_, error) => complaints?.Add($"{path}: {error}");
        page.RequestFailed += (_, request) => complaints?.Add($"{path}: {request.Url} {request.Failure}");
        await page.GotoAsync(new Uri(Path.Combine(Pages, path)).AbsoluteUri, new() { WaitUntil = WaitUntilState.Load });
        return page;
    }

    // Claims share networks, as they do in practice.
    private void Generate()
    {
        double[] effects = [1, 0.02, 0.09];
        var grid = new Dictionary<string, byte[]> { ["reconstructions.png"] = TestPng.Grid(5, 4, side: 64) };
        for (var i = 0; i < Networks; i++)
            _site.Measure(effects[i % 3], $"toy-{i}", _ => i < 3 ? grid : [], """{"Stages":["embedding","blocks.1","blocks.3","blocks.5"]}""");
        for (var i = 0; i < Claims; i++)
        {
            var claim = Samples.Claim($"claim-{i}", $"Statement <{i}> & its depth.", i % 2 == 0 ? "a quote “within” it" : null, i % 5 == 0 ? "2601.22244" : "2412.06534",
                $"toy-{i % Networks}", real: i % 10 == 0);
            _site.Add(claim);
            if (i % 7 != 6)
                _site.Decide(claim);
        }
        _site.NewRun("fedcba9876543210");
        File.Delete(_site.PictureOf("toy-1", 2, "reconstructions.png"));
        _site.Page();
    }
}
