package com.eszoppping.recommendations.local;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A part of the SAM template. Only the structure is read, so CloudFormation's own tags ({@code !Ref}, {@code !Sub} …)
 * may stand anywhere but where a plain text is asked for.
 *
 * @param node absent if the template has no such part
 */
public record TemplatePart(Optional<Node> node) {
    private static final String REFERENCE = "!Ref";

    /**
     * The whole template.
     *
     * @throws IllegalArgumentException if it is no template
     */
    public static TemplatePart whole(String template) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(template));
            if (root instanceof MappingNode) {
                return new TemplatePart(Optional.of(root));
            }
        } catch (YAMLException e) {
            throw new IllegalArgumentException("The template is not YAML: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("The template is not a YAML mapping.");
    }

    /** The properties of the resources of a type in the whole template, by their logical ids. */
    public Map<String, TemplatePart> resources(String type) {
        return child("Resources").childrenOfType(type);
    }

    /** The properties of the children of a type, by their names. */
    public Map<String, TemplatePart> childrenOfType(String type) {
        Map<String, TemplatePart> properties = new LinkedHashMap<>();
        children().forEach((name, child) -> {
            if (child.child("Type").text().equals(Optional.of(type))) {
                properties.put(name, child.child("Properties"));
            }
        });
        return properties;
    }

    /** What a mapping holds; empty if this is none. */
    public Map<String, TemplatePart> children() {
        Map<String, TemplatePart> children = new LinkedHashMap<>();
        if (node.isPresent() && node.get() instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                text(entry.getKeyNode()).ifPresent(name -> children.putIfAbsent(name, of(entry.getValueNode())));
            }
        }
        return children;
    }

    public TemplatePart child(String name) {
        return children().getOrDefault(name, new TemplatePart(Optional.empty()));
    }

    /** What a list holds; empty if this is none. */
    public List<TemplatePart> items() {
        return node.isPresent() && node.get() instanceof SequenceNode list
                ? list.getValue().stream().map(TemplatePart::of).toList()
                : List.of();
    }

    public boolean isThere() {
        return node.isPresent();
    }

    /** The plain text that this is; absent if it is something else. */
    public Optional<String> text() {
        return node.flatMap(TemplatePart::text);
    }

    /** The name that a {@code !Ref} has; absent if this is something else. */
    public Optional<String> reference() {
        return node.filter(part -> part.getTag().getValue().equals(REFERENCE))
                .map(part -> ((ScalarNode) part).getValue());
    }

    /** The line of the template on which it begins. */
    public int line() {
        return node.orElseThrow().getStartMark().getLine() + 1;
    }

    private static TemplatePart of(Node node) {
        return new TemplatePart(Optional.of(node));
    }

    private static Optional<String> text(Node node) {
        boolean plain = node instanceof ScalarNode && !node.getTag().getValue().startsWith("!");
        return plain ? Optional.of(((ScalarNode) node).getValue()) : Optional.empty();
    }
}
