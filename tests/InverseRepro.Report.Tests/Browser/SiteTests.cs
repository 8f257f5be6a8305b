using Microsoft.Playwright;

namespace InverseRepro.Report.Tests.Browser;

public sealed class SiteTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Main = ["index.html", "claims/claim-0.html", "claims/claim-2.html", "claims/claim-6.html", "networks/toy-0.micro.html", "networks/toy-1.micro.html"];

    [SkippableFact]
    public async Task No_page_complains()
    {
        var complaints = new List<string>();
        foreach (var path in Main)
        {
            var page = await browser.OpenAsync(path, complaints);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            await page.EvaluateAsync("Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode(); }))");
            await page.CloseAsync();
        }
        complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Every_link_leads_somewhere()
    {
        var links = new HashSet<string>();
        foreach (var path in Main)
        {
            var page = await browser.OpenAsync(path);
            links.UnionWith(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href], img[src], link[href], script[src]')].map(e => e.href || e.src)"));
            await page.CloseAsync();
        }
        var inside = links.Where(l => l.StartsWith("file:", StringComparison.Ordinal)).Select(l => new Uri(l)).ToList();
        inside.Should().HaveCountGreaterThan(300).And.OnlyContain(uri => File.Exists(uri.LocalPath));
        links.Where(l => !l.StartsWith("file:", StringComparison.Ordinal)).Should().OnlyContain(l => l == "data:," || l.StartsWith("https://arxiv.org/abs/"));
    }

    [SkippableFact]
    public async Task The_slider_moves_by_keyboard()
    {
        var page = await browser.OpenAsync("networks/toy-0.micro.html");
        var slider = page.GetByRole(AriaRole.Slider);
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        (await slider.GetAttributeAsync("aria-valuetext")).Should().Be("input → embedding");
        for (var i = 0; i < 3; i++)
            await page.Keyboard.PressAsync("ArrowRight");
        (await slider.GetAttributeAsync("aria-valuetext")).Should().Be("embedding");
        await page.Keyboard.PressAsync("End");
        (await page.Locator("output").TextContentAsync()).Should().Be("blocks.5");
        (await page.Locator(".tile").First.GetAttributeAsync("aria-label")).Should().Be("picture 1: blocks.5");
    }

    [SkippableFact]
    public async Task The_slider_moves_by_mouse_and_shows_what_lies_in_the_grid()
    {
        var page = await browser.OpenAsync("networks/toy-0.micro.html");
        var box = (await page.GetByRole(AriaRole.Slider).BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        (await page.Locator("output").TextContentAsync()).Should().Be("blocks.1");
        // The tile of the second row, third column: 40 + 2 · 70 to the right, 20 + 70 down.
        (await page.Locator(".tile").Nth(1).Locator(".layer").First.EvaluateAsync<string>("e => getComputedStyle(e).backgroundPosition")).Should().Be("-180px -90px");
    }

    [SkippableFact]
    public async Task Without_scripts_the_whole_grid_is_there_and_in_print_too()
    {
        var page = await browser.OpenAsync("networks/toy-0.micro.html", options: new() { JavaScriptEnabled = false });
        (await page.Locator(".whole img").First.IsVisibleAsync()).Should().BeTrue();
        (await page.Locator(".live").First.IsVisibleAsync()).Should().BeFalse();
        var printed = await browser.OpenAsync("networks/toy-0.micro.html");
        (await printed.Locator(".live").First.IsVisibleAsync()).Should().BeTrue();
        await printed.EmulateMediaAsync(new() { Media = Media.Print });
        (await printed.Locator(".whole img").First.IsVisibleAsync()).Should().BeTrue();
        (await printed.Locator(".live").First.IsVisibleAsync()).Should().BeFalse();
    }

    [SkippableTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task No_page_is_wider_than_its_window(int width)
    {
        foreach (var path in new[] { "index.html", "claims/claim-0.html", "networks/toy-0.micro.html" })
        {
            var page = await browser.OpenAsync(path, options: new() { ViewportSize = new() { Width = width, Height = 800 } });
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width, path);
            await page.CloseAsync();
        }
    }

    [SkippableFact]
    public async Task No_page_is_wider_than_a_sheet_of_paper()
    {
        foreach (var path in new[] { "index.html", "claims/claim-0.html" })
        {
            var page = await browser.OpenAsync(path, options: new() { ViewportSize = new() { Width = 794, Height = 1123 } });
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(794, path);
        }
    }

    [SkippableFact]
    public async Task Dark_is_dark_and_light_is_light()
    {
        var page = await browser.OpenAsync("index.html");
        foreach (var (scheme, ground) in new[] { (ColorScheme.Light, "rgb(251, 250, 247)"), (ColorScheme.Dark, "rgb(21, 23, 26)") })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            (await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).Should().Be(ground);
        }
    }

    [SkippableFact]
    public async Task What_is_folded_can_be_opened_by_keyboard()
    {
        var page = await browser.OpenAsync("networks/toy-0.micro.html");
        await page.GetByRole(AriaRole.Slider).FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<bool>("document.activeElement.tagName === 'SUMMARY' && document.activeElement.parentElement.open")).Should().BeTrue();
    }

    [SkippableFact]
    public async Task Pages_weigh_little()
    {
        await browser.OpenAsync("index.html");
        new FileInfo(Path.Combine(browser.Pages, "index.html")).Length.Should().BeLessThan(1_500_000, "it tells of 330 claims");
        Directory.EnumerateFiles(browser.Pages, "*.html", SearchOption.AllDirectories).Where(f => !f.EndsWith("index.html", StringComparison.Ordinal))
            .Should().OnlyContain(f => new FileInfo(f).Length < 150_000);
    }

    // REPRO_SCREENSHOTS=FOLDER keeps pictures of the main pages, to be looked at.
    [SkippableFact]
    public async Task Pages_can_be_photographed()
    {
        var folder = Environment.GetEnvironmentVariable("REPRO_SCREENSHOTS");
        foreach (var path in new[] { "claims/claim-0.html", "networks/toy-0.micro.html" })
        {
            foreach (var (look, scheme, media) in new[] { ("light", ColorScheme.Light, Media.Screen), ("dark", ColorScheme.Dark, Media.Screen), ("print", ColorScheme.Dark, Media.Print) })
            {
                var page = await browser.OpenAsync(path, options: new() { ColorScheme = scheme });
                await page.EmulateMediaAsync(new() { Media = media });
                var picture = await page.ScreenshotAsync(new() { FullPage = true });
                picture.Length.Should().BeGreaterThan(20_000);
                if (folder is { Length: > 0 })
                    await File.WriteAllBytesAsync(Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(path)}-{look}.png"), picture);
                await page.CloseAsync();
            }
        }
    }
}
