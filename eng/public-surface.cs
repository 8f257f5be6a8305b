#:package Microsoft.CodeAnalysis.CSharp@4.14.0
#:property ManagePackageVersionsCentrally=false
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
// Lists the public surface of C# sources in namespace TorchSharp, one line a member: public-surface.cs OURS [THEIRS].
// With THEIRS, lists only what is ours and not theirs: what would not compile against TorchSharp itself.
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

var ours = Surface(args[0]);
if (args.Length > 1)
{
    var theirs = Surface(args[1]).Keys.ToHashSet();
    ours = new(ours.Where(member => !theirs.Contains(member.Key)).ToDictionary());
}
foreach (var line in ours.Values.Order(StringComparer.Ordinal))
    Console.WriteLine(line);
return args.Length > 1 && ours.Count > 0 ? 1 : 0;

static Dictionary<string, string> Surface(string folder)
{
    var surface = new Dictionary<string, string>();
    foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/")))
    {
        var root = CSharpSyntaxTree.ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["NET6_0_OR_GREATER"])).GetRoot();
        foreach (var member in root.DescendantNodes().OfType<MemberDeclarationSyntax>().Where(IsVisible))
            foreach (var line in Lines(member))
                surface.TryAdd(Key(line), line);
    }
    return surface;
}

// Nullability, qualification and whether a type is a class or a record do not decide what compiles.
static string Key(string line) => Regex.Replace(line, @"\?(?=[ >\],)]|$)|@|\b(torch|System|TorchSharp|Modules|Utils|nn)\.|default!|\s+", "")
    .Replace("IntPtr", "nint").Replace("()", "( )");

static bool IsVisible(MemberDeclarationSyntax member)
{
    if (!member.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Any(space => space.Name.ToString().StartsWith("TorchSharp")))
        return false;
    return member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Where(part => part is not BaseNamespaceDeclarationSyntax)
        .All(part => part.Modifiers.Any(SyntaxKind.PublicKeyword) || part.Parent is InterfaceDeclarationSyntax
            || part is EnumMemberDeclarationSyntax || IsPublicPart(part));
}

// A part of a partial type may leave the modifier to another part.
static bool IsPublicPart(MemberDeclarationSyntax part) =>
    part is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword)
    && !type.Modifiers.Any(SyntaxKind.InternalKeyword) && !type.Modifiers.Any(SyntaxKind.PrivateKeyword);

static IEnumerable<string> Lines(MemberDeclarationSyntax member)
{
    var home = string.Join(".", member.Ancestors().Select(NameOf).Where(name => name.Length > 0).Reverse());
    return member switch
    {
        MethodDeclarationSyntax m => [$"{home}.{m.Identifier.ValueText}{m.TypeParameterList}({Parameters(m.ParameterList.Parameters)}) : {m.ReturnType}"],
        ConstructorDeclarationSyntax c => [$"{home}.new({Parameters(c.ParameterList.Parameters)})"],
        OperatorDeclarationSyntax o => [$"{home}.operator {o.OperatorToken}({Types(o.ParameterList.Parameters)}) : {o.ReturnType}"],
        ConversionOperatorDeclarationSyntax c => [$"{home}.{c.ImplicitOrExplicitKeyword} operator {c.Type}({Types(c.ParameterList.Parameters)})"],
        IndexerDeclarationSyntax i => [$"{home}.this[{Types(i.ParameterList.Parameters)}] : {i.Type}"],
        PropertyDeclarationSyntax p => [$"{home}.{p.Identifier.ValueText} : {p.Type}"],
        FieldDeclarationSyntax f => f.Declaration.Variables.Select(v => $"{home}.{v.Identifier.ValueText} : {f.Declaration.Type}"),
        EnumMemberDeclarationSyntax e => [$"{home}.{e.Identifier.ValueText}"],
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax => [$"{home}.{NameOf(member)}"],
        _ => [],
    };
}

static string NameOf(SyntaxNode node) => node switch
{
    TypeDeclarationSyntax t => t.Identifier.ValueText + t.TypeParameterList,
    EnumDeclarationSyntax e => e.Identifier.ValueText,
    DelegateDeclarationSyntax d => d.Identifier.ValueText + d.TypeParameterList,
    BaseNamespaceDeclarationSyntax n => n.Name.ToString(),
    _ => "",
};

// Optional parameters at the end that only theirs have do not matter, and dimension names are never among ours.
static string Parameters(IEnumerable<ParameterSyntax> parameters) => string.Join(", ",
    parameters.Where(p => p.Identifier.ValueText != "names").Select(p => $"{p.Modifiers} {p.Type} {p.Identifier.ValueText}{(p.Default is null ? "" : " = " + Value(p.Default))}".Trim()));

static string Value(EqualsValueClauseSyntax value) => Regex.Replace(value.Value.ToString(), @"(?<=\d)(\.0+)?[LdfDF]\b|\.0+$", "");

static string Types(IEnumerable<ParameterSyntax> parameters) => string.Join(", ", parameters.Select(p => $"{p.Modifiers} {p.Type}".Trim()));
