// mocha loads reporters with require() and takes the module itself for the class.
const { Reporter } = require('./reporter.ts');

module.exports = Reporter;
